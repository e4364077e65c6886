"""The jobs: what a user asks for, each one public function; command line, server, build and notebook only call them.

A job is named after its verb and stands in the module of that name: ``jobs.fix`` holds what ``termlode fix``
does. It takes a :class:`~termlode.workspace.Workspace` (or None where it can do without) and plain values, and
gives model objects and frozen results. It never prints, never leaves the process, and raises the errors of
:mod:`termlode.errors`. How far it is goes to a :class:`~termlode.jobs.events.Progress`; an input of a batch that
cannot be used comes back as a :class:`~termlode.jobs.events.Failure` and does not stop the others.

What a verb decides (which matches count, what a review replaces, how many processes) is decided here, once.
"""
