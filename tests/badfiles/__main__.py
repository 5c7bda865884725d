"""Read every bad file and every table from the field, and say, kind by kind, how many come out as they should.

python -m tests.badfiles                    a line a kind
python -m tests.badfiles --only NAME        the files whose kind or name holds this, with every fault
python -m tests.badfiles --write FOLDER     only write the files, to try them in the app
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.badfiles.case import Case, judge
from tests.badfiles.everything import all_cases, read_apart, read_here
from tests.field_tables import tables


def main() -> int:
    """Run the summary; exit code 1 if any file does not come out as it should."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="part of a kind or a name")
    parser.add_argument("--write", type=Path, help="folder to write the files to")
    parser.add_argument("--faults", action="store_true", help="show every fault")
    options = parser.parse_args()
    cases = [
        case
        for case in [*all_cases(), *tables.cases()]
        if options.only.casefold() in f"{case.kind} {case.name}".casefold()
    ]
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
        for number, case in enumerate(cases):  # a folder each, for names repeat
            (folder := options.write / f"{number:03} {case.kind}").mkdir(exist_ok=True)
            (folder / case.name).write_bytes(case.make())
        return 0
    good, wrong = Counter(), Counter()
    for case in cases:
        faults = faults_of(case)
        (wrong if faults else good)[case.kind] += 1
        if faults and (options.only or options.faults):
            print(f"\n{case.kind}: {case.name}", *(f"    {fault}" for fault in faults), sep="\n")  # noqa: T201
    for kind in dict.fromkeys(case.kind for case in cases):
        print(f"{good[kind]:4} of {good[kind] + wrong[kind]:3}  {kind}")  # noqa: T201
    print(f"{good.total():4} of {len(cases):3}  in {len({case.kind for case in cases})} kinds")  # noqa: T201
    return 1 if wrong else 0


def faults_of(case: Case) -> list[str]:
    """Return what is wrong with how a file is read."""
    if not case.apart:
        return judge(case, read_here(case)).faults
    with tempfile.TemporaryDirectory() as folder:
        run = read_apart(case, Path(folder))
    faults = judge(case, run.outcomes).faults
    if run.status not in (0, 1) or "Traceback" in run.complaint:
        faults.append(f"exit {run.status}: {run.complaint[-300:]}")
    if run.seconds > case.seconds or run.megabytes > case.megabytes:
        faults.append(f"took {run.seconds:.1f} s and {run.megabytes:.0f} MB")
    return faults


if __name__ == "__main__":
    sys.exit(main())
