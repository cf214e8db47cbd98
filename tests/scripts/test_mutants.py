"""The planted faults still apply: each finds what it replaces. `make mutants` plants them."""

import pytest

from scripts.mutants import Mutant, mutants, tried

ALL = mutants()


@pytest.mark.parametrize("mutant", ALL, ids=[one.name for one in ALL])
def test_a_fault_still_applies(mutant):
    assert mutant.problem() == ""


def test_there_are_thirty_of_their_own_name():
    assert len({one.name for one in ALL}) == len(ALL) >= 30


def test_what_does_not_apply_is_said(tmp_path):
    (tmp_path / "code.py").write_text("a = 1\na = 1\n")
    assert (
        Mutant("x", "code.py", "b", "c", ()).problem(tmp_path)
        == "x: what it replaces stands 0 times in code.py"
    )
    assert "2 times" in Mutant("x", "code.py", "a = 1", "c", ()).problem(tmp_path)
    assert "no tests/test_gone.py" in Mutant(
        "x", "code.py", "a = 1\na", "c", ("tests/test_gone.py",)
    ).problem(tmp_path)


def test_a_fault_is_red_where_a_test_fails_and_taken_back(tmp_path):
    (tmp_path / "code.py").write_text("a = 1\n")
    (tmp_path / "test_code.py").write_text(
        "from code_under_test import a\n\ndef test_a():\n    assert a == 1\n"
    )
    (tmp_path / "code_under_test.py").write_text("a = 1\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p no:django -p no:xdist\n")
    seen, unseen = (
        Mutant("x", "code_under_test.py", "a = 1", new, ("test_code.py",))
        for new in ("a = 2", "a = 1  # same")
    )
    assert tried(seen, tmp_path)[0] and not tried(unseen, tmp_path)[0]
    assert not tried(Mutant("x", "code_under_test.py", "a = 1", "a = 1", ("test_none.py",)), tmp_path)[0], (
        "no test ran"
    )
    assert (tmp_path / "code_under_test.py").read_text() == "a = 1\n"
