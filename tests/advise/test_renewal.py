"""Rules files: what is taken, what is refused and in which words, and what is in force afterwards."""

from __future__ import annotations

import datetime
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.advise.assessment import Assessment
from assistant.advise.engine import advise
from assistant.advise.knowledge import shipped
from assistant.advise.renewal import (
    active,
    ages,
    changed_advice,
    drop_imported,
    import_rules,
    keys,
    take_back,
)
from assistant.advise.renewal.sealed import SUFFIX, Sealed, from_bytes
from assistant.advise.vendor import rules as vendor
from assistant.advise.version import version
from assistant.errors import InputError, StillroomError
from assistant.reports.papers import papers
from tests import rules_file
from tests.rules_file import DAY, IN_FORCE, KEY, KEY_ID, NEWER, days, newer, write

NAME = f"winter{SUFFIX}"
SMALL = Sealed(
    "2026-12-01", datetime.date(2026, 12, 1), "", {"advice/a.yaml": "a: é\nb: 2\n", "vendor/b.yaml": ""}
)
ALTERED = {"regulations/3-security.yaml": ("severity: should", "severity: must")}


@pytest.fixture(autouse=True)
def _trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    rules_file.trust(monkeypatch)


@pytest.fixture(autouse=True)
def _quick_vendor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling the vendor check's rules takes most of a second: only where it matters."""
    if "slow_vendor" not in request.fixturenames:
        monkeypatch.setattr("assistant.advise.renewal.check.vendor_rules_of", lambda files, name: None)


@pytest.fixture
def slow_vendor() -> None:
    """Ask for it where the rules of the vendor check are to be read for real."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / NAME


def _place(home: Path) -> Path:
    return home / "rules" / f"imported{SUFFIX}"


def _refused(file: Path, home: Path, today: datetime.date = DAY) -> str:
    before = active(home)
    kept = _place(home).read_bytes() if _place(home).exists() else None
    with pytest.raises(InputError) as caught:
        import_rules(file, home, today)
    after = active(home)
    assert (after.version, after.origin) == (before.version, before.origin)
    assert (_place(home).read_bytes() if _place(home).exists() else None) == kept
    said = str(caught.value)
    assert file.name in said and said.endswith(".") and "\n" not in said
    return said


# Versions


def test_versions_are_ordered_by_the_day_then_by_their_number() -> None:
    texts = ["2025-12-31.10", "2026-12-01", "2026-12-01.2", "2026-12-01.10", "2026-12-02"]
    assert [*map(str, sorted({version(text) for text in texts}))] == texts
    assert [str(version(text)) for text in texts] == texts


@pytest.mark.parametrize(
    "text", ["", "1.0", "2026-13-01", "2026-02-30", "2026-12-01.1", "2026-12-01.02", "2026-12-01.", "2026-12-1",
             "2026-12-01\n", " 2026-12-01", "20261201", "٢٠٢٦-12-01", "2026-12-01.1000"]
)  # fmt: skip
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no version"):
        version(text)


# The file


def test_a_file_comes_back_as_it_went_and_holds_plain_short_ascii_lines() -> None:
    data = SMALL.signed(KEY).to_bytes()
    assert data.isascii() and b"\r" not in data
    back = from_bytes(data, NAME)
    assert back == SMALL.signed(KEY)
    back.verify(keys.known(), NAME)
    assert back.to_bytes() == data


def test_line_ends_that_a_mail_program_changed_do_no_harm() -> None:
    data = SMALL.signed(KEY).to_bytes()
    back = from_bytes(data.replace(b"\n", b"\r\n"), NAME)
    back.verify(keys.known(), NAME)
    assert back.files == SMALL.files


def test_any_bit_of_any_byte_flipped_is_refused() -> None:
    data = SMALL.signed(KEY).to_bytes()
    for at in range(len(data)):
        for bit in range(8):
            altered = bytearray(data)
            altered[at] ^= 1 << bit
            with pytest.raises(InputError, match=NAME):
                from_bytes(bytes(altered), NAME).verify(keys.known(), NAME)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), cut=st.booleans())
def test_the_real_rules_altered_or_cut_anywhere_are_refused(share: float, byte: int, cut: bool) -> None:
    at = int(share * len(REAL))
    altered = REAL[:at] if cut else REAL[:at] + bytes([byte]) + REAL[at + 1 :]
    if altered == REAL:
        return
    with pytest.raises(InputError):
        from_bytes(altered, NAME).verify(keys.known(), NAME)


@settings(max_examples=200)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_anything_at_all_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match=NAME):
        from_bytes(data, NAME)


REAL = newer().signed(KEY).to_bytes()


# Refusals


def test_a_signature_moved_from_another_file_is_refused(file: Path, home: Path) -> None:
    signature = newer().signed(KEY).signature
    file.write_bytes(replace(newer(ALTERED), key=KEY_ID, signature=signature).to_bytes())
    assert "not as its publisher signed it" in _refused(file, home)


def test_a_key_that_is_not_known_is_refused(file: Path, home: Path) -> None:
    write(file, newer(), Ed25519PrivateKey.generate())
    assert "which this Stillroom does not know" in _refused(file, home)


def test_another_key_under_the_name_of_a_known_one_is_refused(file: Path, home: Path) -> None:
    forged = newer().signed(Ed25519PrivateKey.generate())
    file.write_bytes(replace(forged, key=KEY_ID).to_bytes())
    assert "not as its publisher signed it" in _refused(file, home)


@pytest.mark.parametrize("number", [str(IN_FORCE), "2020-01-31", "2020-01-31.9"])
def test_older_and_equal_versions_are_refused(file: Path, home: Path, number: str) -> None:
    write(file, newer(number=number))
    assert f"no newer than those in force ({IN_FORCE})" in _refused(file, home)


def test_what_was_imported_counts_as_in_force(file: Path, home: Path) -> None:
    import_rules(write(file, newer(ALTERED)), home, DAY)
    assert f"({NEWER})" in _refused(file, home)


def test_a_layout_of_the_future_needs_a_newer_stillroom(file: Path, home: Path) -> None:
    held = json.loads(newer().signed(KEY).to_bytes())
    file.write_text(json.dumps({**held, "layout": 2, "more": []}, indent=1))
    assert "needs a newer Stillroom" in _refused(file, home)


def test_a_day_that_is_still_to_come_is_refused_beyond_a_day(file: Path, home: Path) -> None:
    write(file, newer(published=days(2)))
    assert "still to come" in _refused(file, home)
    assert import_rules(file, home, days(1)).after.origin == "imported"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a rules file"),
        (b"%PDF-1.7", "not a rules file"),
        (b"{}", "not a rules file"),
        (b'{"format": "stillroom-assessment"}', "not a rules file"),
        (b"[" * 100_000, "not a rules file"),
        (b"\xff\xfe{}", "not a rules file"),
        (b" " * 8_000_001, "too big"),
        (b'{"format": "stillroom-rules", "layout": 1}', "not as its publisher signed it"),
        (REAL.replace(b'"layout": 1', b'"layout": 1,\n "layout": 1'), "not a rules file"),
        (REAL.replace(b'"layout": 1', b'"layout": true'), "not as its publisher"),
        (REAL.replace(b'"layout": 1', b'"layout":  1'), "not as its publisher"),
        (REAL + b" ", "not as its publisher"),
        (b"\xef\xbb\xbf" + REAL, "not a rules file"),
    ],
)
def test_what_is_no_rules_file_is_refused(file: Path, home: Path, content: bytes, said: str) -> None:
    file.write_bytes(content)
    assert said in _refused(file, home)


@pytest.mark.parametrize(
    "path",
    ["../out.yaml", "advice/../../out.yaml", "/etc/out.yaml", "advice\\out.yaml", "advice/out.py", "code/out.yaml",
     "advice/Out.yaml", "advice/nul.yaml", "advice/.out.yaml", "advice/a/b.yaml", "out.yaml", "advice/out.yaml\n",
     "C:/out.yaml", ""],
)  # fmt: skip
def test_paths_outside_the_known_folders_are_refused_whoever_signed(
    file: Path, home: Path, path: str
) -> None:
    sealed = newer()
    write(file, replace(sealed, files={**sealed.files, path: "a: 1\n"}))
    assert "which is no file of rules" in _refused(file, home)


def test_too_many_files_and_too_long_ones_are_refused(file: Path, home: Path) -> None:
    sealed = newer()
    many = {f"advice/x{number}.yaml": "a: 1\n" for number in range(200)}
    for more in (many, {"advice/x.yaml": "#" * 1_000_001}):
        write(file, replace(sealed, files={**sealed.files, **more}))
        assert "holds more than rules may" in _refused(file, home)


WHEN = "security_review != 'done'"  # of the first flag of the file


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"regulations/3-security.yaml": ("severity: should", "severity: loudly")}, "3-security.yaml, line"),
        ({"regulations/3-security.yaml": ("security_review", "secruity_review")}, "secruity_review"),
        ({"advice/about.yaml": ("checked: ", "cheked: ")}, "about.yaml"),
        ({"advice/plan.yaml": (":", ": \x07")}, "cannot be used by this Stillroom"),
        # The list of flags could not say it in words.
        ({"regulations/3-security.yaml": (WHEN, "volume_per_month > unlabelled_examples")}, "not made for"),
    ],
)
def test_signed_rules_that_do_not_fit_this_stillroom_are_refused(
    file: Path, home: Path, changes: dict[str, tuple[str, str]], said: str
) -> None:
    write(file, newer(changes))
    told = _refused(file, home)
    assert said in told and "update Stillroom" in told


def test_a_file_that_lacks_rules_is_refused(file: Path, home: Path) -> None:
    sealed = newer()
    write(file, replace(sealed, files={"advice/about.yaml": sealed.files["advice/about.yaml"]}))
    assert "cannot be used by this Stillroom" in _refused(file, home)


def test_a_version_that_is_not_that_of_the_rules_inside_is_refused(file: Path, home: Path) -> None:
    write(file, replace(newer(), version=f"{DAY}.9"))
    assert f"but its rules are of {NEWER}" in _refused(file, home)


@pytest.mark.parametrize(("number", "said"), [("2099-01-01", "later than the day"), ("3.1", "no version")])
def test_versions_of_the_future_and_odd_ones_are_refused(
    file: Path, home: Path, number: str, said: str
) -> None:
    write(file, replace(newer(), version=number))
    assert said in _refused(file, home)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path, home: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        import_rules(tmp_path / "gone", home)
    (tmp_path / "stick").mkdir()
    with pytest.raises(InputError, match=r"stick (is a folder|cannot be read)"):
        import_rules(tmp_path / "stick", home)


@pytest.mark.usefixtures("slow_vendor")
def test_rules_of_the_vendor_check_that_cannot_be_used_are_refused(file: Path, home: Path) -> None:
    write(file, newer({"vendor/questions.yaml": ("{quote}", "{qoute}")}))
    assert "questions.yaml" in _refused(file, home)


def test_a_home_that_cannot_be_written_is_told(file: Path, home: Path) -> None:
    home.mkdir()
    (home / "rules").write_text("in the way")
    write(file, newer())
    with pytest.raises(StillroomError, match="cannot be written"):
        import_rules(file, home, DAY)


# In force


def test_without_an_import_the_shipped_rules_are_in_force_at_once(home: Path) -> None:
    found = active(home)
    assert (found.origin, found.knowledge, found.complaint) == ("shipped", shipped(), "")
    began = time.perf_counter()
    active(home)
    assert time.perf_counter() - began < 0.15


def test_imported_rules_change_the_advice(file: Path, home: Path) -> None:
    done = import_rules(write(file, newer(ALTERED)), home, DAY)
    assert (done.before.origin, done.after.origin) == ("shipped", "imported")
    found = active(home)
    assert (found.version, found.published, found.complaint) == (NEWER, DAY, "")
    severity = {flag.id: flag.severity for flag in advise({}, DAY, found.knowledge, with_changes=False).flags}
    assert severity["secure_ai_guidance"] == "must"
    assert active(home).knowledge is found.knowledge  # kept, not read again


@pytest.mark.usefixtures("slow_vendor")
def test_imported_rules_change_the_vendor_check(file: Path, home: Path) -> None:
    old = vendor.shipped().letter.subject
    import_rules(write(file, newer({"vendor/questions.yaml": (old, "Seven questions")})), home, DAY)
    assert active(home).vendor().rules.letter.subject == "Seven questions"


def test_vendor_rules_that_a_later_app_cannot_use_are_told_and_the_shipped_ones_used(
    file: Path, home: Path
) -> None:
    """The import did check them; here the app has changed since."""
    import_rules(write(file, newer({"vendor/questions.yaml": ("{quote}", "{qoute}")})), home, DAY)
    found = active(home).vendor()
    assert found.rules is vendor.shipped()
    assert "cannot be used by this Stillroom: questions.yaml" in found.complaint


def _altered(data: bytes) -> bytes:
    assert b"severity: must" in data
    return data.replace(b"severity: must", b"severity: shod", 1)


@pytest.mark.parametrize(
    "spoil", [_altered, lambda data: data[:5000], lambda data: b"", lambda data: data + b"\n"]
)
def test_what_is_altered_at_home_is_not_used_and_is_told(
    file: Path, home: Path, spoil: Callable[[bytes], bytes]
) -> None:
    import_rules(write(file, newer(ALTERED)), home, DAY)
    assert active(home).origin == "imported"
    _place(home).write_bytes(spoil(_place(home).read_bytes()))
    found = active(home)
    assert (found.origin, found.version, found.imported_is_kept) == ("shipped", str(IN_FORCE), True)
    assert _place(home).name in found.complaint and "came with Stillroom are in force" in found.complaint
    import_rules(file, home, DAY)  # the way out that the sentence names
    assert (active(home).origin, active(home).complaint) == ("imported", "")


def test_a_key_that_was_retired_is_told(file: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import_rules(write(file, newer()), home, DAY)
    monkeypatch.setattr(keys, "known", dict)
    found = active(home)
    assert found.origin == "shipped" and KEY_ID in found.complaint


def test_shipped_rules_that_are_newer_win_without_complaint(file: Path, home: Path) -> None:
    _place(home).parent.mkdir(parents=True)
    write(_place(home), newer(number="2026-01-31"))
    found = active(home)
    assert (found.origin, found.complaint, found.imported_is_kept) == ("shipped", "", True)


def test_the_imported_rules_can_be_dropped_and_taken_back(file: Path, home: Path) -> None:
    assert drop_imported(home) is False
    assert take_back(home) is False
    import_rules(write(file, newer()), home, DAY)
    assert drop_imported(home) is True
    assert active(home).origin == "shipped"
    assert take_back(home) is True
    assert active(home).version == NEWER


def test_nothing_is_left_beside_the_file(file: Path, home: Path) -> None:
    import_rules(write(file, newer()), home, DAY)
    assert list((home / "rules").iterdir()) == [_place(home)]


# Papers


def test_the_papers_wording_is_renewed_too(file: Path, home: Path) -> None:
    old = papers()[0].title
    path = f"papers/{papers()[0].id}.yaml"
    import_rules(
        write(file, newer({path: (f"title: {old}", "title: A renewed paper")})), home, DAY, also=(papers,)
    )
    assert papers(active(home).knowledge)[0].title == "A renewed paper"
    assert papers()[0].title == old


@pytest.mark.parametrize("change", [("cites: [", "cites: [no_such_flag, "), ("blocks:", "blokcs:")])
def test_rules_that_the_papers_cannot_get_on_with_are_refused(
    file: Path, home: Path, change: tuple[str, str]
) -> None:
    write(file, newer({"papers/dpia_screening.yaml": change}))
    with pytest.raises(InputError, match=rf"{NAME} cannot be used by this Stillroom"):
        import_rules(file, home, DAY, also=(papers,))
    assert active(home).origin == "shipped"


# What it changes


def _assessment(name: str, **answers: str | int | None) -> Assessment:
    now = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
    return Assessment(name=name, answers=answers, created=now, changed=now)


def test_only_assessments_whose_advice_differs_are_listed_with_what_differs(file: Path, home: Path) -> None:
    import_rules(write(file, newer(ALTERED)), home, DAY)
    open_, done = _assessment("Post room"), _assessment("Front desk", security_review="done")
    found = changed_advice([(3, open_), (4, done)], shipped(), active(home).knowledge, DAY)
    assert [(one.id, one.name) for one in found] == [(3, "Post room")]
    assert found[0].sentences == ["Guidance on secure AI: was should, is now must."]


def test_reworded_flags_other_figures_and_answers_that_no_longer_fit_are_told() -> None:
    one = _assessment("Post room", task_kind="other", security_review="partial", gone_before="yes")
    old = shipped()
    flags = tuple(
        flag.model_copy(update={"do": "Do something else."}) if flag.id == "secure_ai_guidance" else flag
        for flag in old.flags
    )
    costs = old.costs.model_copy(
        update={
            "assumptions": tuple(
                a.model_copy(update={"low": a.low * 2, "high": a.high * 2, "variants": ()})
                for a in old.costs.assumptions
            )
        }
    )
    task = old.questions["task_kind"]
    options = {key: text for key, text in task.options.items() if key != "other"}
    questions = _questions_with(task.model_copy(update={"options": options}))
    new = replace(old, flags=flags, costs=costs, questions=questions)
    answered = one.model_copy(update={"answers": {**one.answers, "volume_per_month": 2000}})
    (found,) = changed_advice([(1, answered)], old, new, DAY)
    assert "Worded anew, so read it again: Guidance on secure AI." in found.reworded
    assert "The costs are reckoned with other figures." in found.reworded
    assert len(found.left_out) == 1 and '"other"' in found.left_out[0]


def _questions_with(question):  # type: ignore[no-untyped-def]
    from assistant.advise.questionnaire import Questionnaire

    made = Questionnaire(shipped().questions.sections)
    made.questions[question.id] = question
    return made


def test_a_new_day_of_checking_alone_changes_no_advice() -> None:
    old = shipped()
    flags = tuple(flag.model_copy(update={"checked": days(30)}) for flag in old.flags)
    assert changed_advice([(1, _assessment("A"))], old, replace(old, flags=flags), days(30)) == []


def test_each_field_says_how_long_ago_it_was_checked_and_is_loud_after_120_days() -> None:
    know = shipped()
    found = {age.area: age for age in ages(know, days(200))}
    assert set(know.areas.values()) < set(found)
    for area, age in found.items():
        checked = [flag.checked for flag in know.flags if know.areas[flag.id] == area]
        if checked:
            assert (age.oldest, age.newest) == (min(checked), max(checked))
    (one, *_) = ages(know, know.about.checked + datetime.timedelta(days=120))
    assert (one.days, one.stale) == (120, False)
    (one, *_) = ages(know, know.about.checked + datetime.timedelta(days=121))
    assert one.stale


# Keys


def test_the_keys_that_ship_are_named_after_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    found = keys.known()
    assert found and all(name == keys.key_id(key) for name, key in found.items())


def test_a_key_that_was_swapped_or_spoilt_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    (shipped_key, *_) = sorted((Path(keys.resources()) / "keys").glob("*.pub"))
    (tmp_path / "0123456789abcdef.pub").write_bytes(shipped_key.read_bytes())
    with pytest.raises(StillroomError, match="not the one it is named after"):
        keys.known(tmp_path)
    (tmp_path / "0123456789abcdef.pub").write_text("-----BEGIN")
    with pytest.raises(StillroomError, match="cannot be read"):
        keys.known(tmp_path)
