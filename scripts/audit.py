"""Ask for known weaknesses of all that the lock files pin; fails where it finds one, or could not ask about something.

usage: python scripts/audit.py [LOCK…]     (default: every lock file of the checkout)

pip-audit alone ends well when it could look up nothing (without a network, behind a mirror).
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "build-requirements.lock", "encoders.lock", "services.lock")


def main() -> int:
    """Audit each lock; 0 where all was looked up and nothing is known."""
    failed = False
    for name in sys.argv[1:] or LOCKS:
        told, problems = judge(audited(ROOT / name), pinned(ROOT / name))
        print(f"{name}: {told}")
        for problem in problems:
            print(f"  {problem}")
        failed |= bool(problems)
    return int(failed)


def audited(lock: Path) -> list[dict[str, Any]]:
    """What pip-audit says of each package in ``lock``; nothing where it does not answer."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip"]
    run = subprocess.run([*command, "--format", "json", "--progress-spinner", "off"], capture_output=True, check=False)
    try:
        found: list[dict[str, Any]] = json.loads(run.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(run.stderr.decode(errors="replace").strip().splitlines()[-1:] or "no answer", file=sys.stderr)
        return []
    return found


def pinned(lock: Path) -> int:
    """How many packages a lock pins."""
    return sum(
        "==" in line and not line.startswith((" ", "#")) for line in lock.read_text(encoding="utf-8").splitlines()
    )


def judge(found: list[dict[str, Any]], count: int) -> tuple[str, list[str]]:
    """A summary, and what is wrong: known weaknesses, packages that could not be looked up, or all of them."""
    asked = [one for one in found if "skip_reason" not in one]
    problems = [f"{one['name']}: {one['skip_reason']}" for one in found if "skip_reason" in one]
    for one in asked:
        problems += [f"{one['name']} {one['version']}: {weak['id']}" for weak in one["vulns"]]
    if not asked or not count:
        problems.insert(0, "nothing could be audited")
    return f"{len(asked)} of {count} packages looked up", problems


if __name__ == "__main__":
    sys.exit(main())
