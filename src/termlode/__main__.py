"""``python -m termlode``."""

from termlode.cli.app import main

main()
