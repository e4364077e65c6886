"""The command line: parse, call the library, render. One file per verb; verbs load only when called."""
