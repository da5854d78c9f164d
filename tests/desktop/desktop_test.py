"""The desktop's tests, as a user meets it: the panels on traces made by hand, and the window with real programs."""

import sys
import traceback

import panels
import screen
import window


def main():
    screen.PICTURES.mkdir(parents=True, exist_ok=True)
    if not (screen.BUILD / "desktop_driver").exists():
        print("the window was not built: Dear ImGui, SDL2 or OpenGL is missing")
        print("0 passed, 1 failed")
        return 1
    passed = failed = 0
    wanted = sys.argv[1:]
    for module in (panels, window):
        for name, test in list(vars(module).items()):
            if not name.startswith("test_") or wanted and not any(word in name for word in wanted):
                continue
            try:
                test()
                passed += 1
            except Exception:  # a broken test must not hide the others
                failed += 1
                print(f"FAILED {name}")
                traceback.print_exc(file=sys.stdout)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
