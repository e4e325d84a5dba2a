"""Publish in children that kill themselves (SIGKILL) at chosen file operations, and check what is left; run by `test_faults`.

Prints one line per kill: the operation. Raises where the folder is neither as before nor complete, or the next build fails.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from hand_made import entry

from pipeline.release.content import Content, texts_of
from pipeline.release.publish import publish
from pipeline.tables.catalog import build_tables

OPERATIONS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "shutil.rmtree"}


def tree(folder):
    """Every file below a folder with its bytes; of the index, all but the times."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif name == "index.json":
            found[name] = "\n".join(line for line in path.read_text().splitlines() if '"published": "20' not in line)
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def child(content, datasets, at, log):
    """Publish in a forked process that kills itself before the file operation number `at`; whether it lived to the end."""
    process = os.fork()
    if process:
        return os.waitpid(process, 0)[1] == 0
    lines = log.open("w")
    seen = 0

    def hook(event, arguments):
        nonlocal seen
        path = str(arguments[1 if event == "os.symlink" else 0]) if event in OPERATIONS else ""
        if str(datasets) in path:
            seen += 1
            lines.write(f"{event} {Path(path).name}\n")
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    publish(content, datasets)
    lines.close()
    os._exit(0)


def kill(scratch, content, at):
    """Kill one build at operation number `at` (0: not at all), check what is left, and build again."""
    before, after, datasets = scratch / "before", scratch / "after", scratch / "datasets"
    shutil.copytree(before, datasets, symlinks=True)
    lived = child(content, datasets, at, scratch / "operations")
    assert lived == (at == 0), "it should have been killed"
    left, old, new = tree(datasets), tree(before), tree(after)
    assert left["index.json"] in (old["index.json"], new["index.json"])
    whole = old if left["index.json"] == old["index.json"] else new
    missing = {name for name in whole if left.get(name) != whole[name]} - {"latest"}
    assert not missing, f"the index lists what is not whole: {sorted(missing)[:3]}"
    assert (datasets / "latest" / "SHA256SUMS").is_file()
    publish(content, datasets)
    done = tree(datasets)
    assert done == new, sorted(name for name in done.keys() | new.keys() if done.get(name) != new.get(name))
    shutil.rmtree(datasets)


def main(scratch):
    """The fourth of four releases, whose promotion also withdraws the second, killed while staging and at each step after."""
    built = [[entry(investigated=number)] for number in (10, 11, 12, 13)]
    contents = [Content(build_tables(entries), texts_of(entries)) for entries in built]
    for content in contents[:3]:
        publish(content, scratch / "before")
    shutil.copytree(scratch / "before", scratch / "after", symlinks=True)
    publish(contents[3], scratch / "after")
    kill(scratch, contents[3], 0)
    operations = (scratch / "operations").read_text().splitlines()
    promotion = next(number for number, line in enumerate(operations, 1) if ".publishing" in line)
    for at in (1, promotion // 3, promotion * 2 // 3, *range(promotion, len(operations) + 1)):
        kill(scratch, contents[3], at)
        sys.stdout.write(f"{at} {operations[at - 1]}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
