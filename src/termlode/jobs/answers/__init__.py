"""What jobs find as plain values: the one JSON form of the command line, the server and assistants.

Each module has the functions of a verb and, as TypedDicts, the shapes of what they give. Keys are never missing; new
ones may be added.
"""
