"""Tools for assistants and editors over the Model Context Protocol: the jobs of a workspace, as they are.

Extra ``mcp``. It holds no rule of its own: each tool is a job, its answer that job's plain values, cut to a length that
a model can take and saying so.
"""
