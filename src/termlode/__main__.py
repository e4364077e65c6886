"""``python -m termlode``."""

from termlode.cli.entry import main

main()
