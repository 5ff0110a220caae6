"""Agreement is computed from a table in a terminal. Nothing is written."""

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main

ROOT = Path(__file__).parents[2]
HEADING = "focus group,block,unit,coder,code,value"
SOMETIMES = {1: "coded", 0: "not coded", None: "missing"}


def ran(*words):
    done = CliRunner().invoke(main, ["agreement", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


def rows(marks, coders=("Ada", "Bo"), code="Trust"):
    """Return rows of `marks[focus group][block]`, a list of units, each with what every coder said."""
    return [
        f"{group},{block},{block}.{place},{coder},{code},{SOMETIMES[mark]}"
        for group, blocks in marks.items()
        for block, units in blocks.items()
        for place, unit in enumerate(units)
        for coder, mark in zip(coders, unit, strict=True)
    ]


# K. Krippendorff (2004), 224: ten units, alpha .095, 60 % agreement; here in two talks of three blocks.
TEN = {
    "V 1": {"Q1": [(1, 0), (1, 1)], "Q2": [(0, 1), (0, 0)], "Q3": [(0, 0)]},
    "V 2": {"Q1": [(0, 1), (0, 0)], "Q2": [(0, 1)], "Q3": [(0, 0), (0, 0)]},
}


@pytest.fixture
def table(tmp_path):
    def written(*lines):
        path = tmp_path / "units.csv"
        path.write_text("\n".join([HEADING, *lines, ""]), encoding="utf-8")
        return path

    return written


def answer(path, *words):
    code, printed, errors = ran(path, "--json", *words)
    assert (code, errors) == (0, "")
    return json.loads(printed)


def test_a_published_table_gives_its_published_numbers(table):
    # From the table: a = 1, b = 1, c = 3, d = 5. Positive 2/6, negative 10/14. Cohen: pe = .2 * .4 + .8 * .6 = .56,
    # .04/.44. Scott: p = .3, pe = .58, .02/.42. AC1: pe = 2 * .3 * .7 = .42, .18/.58. Brennan and Prediger: .2.
    [code] = answer(table(*rows(TEN)))["codes"]

    assert {name: one["value"] for name, one in code["coefficients"].items()} == pytest.approx(
        {
            "krippendorff_alpha_nominal": 0.0952380952,
            "percent_agreement": 0.6,
            "positive_agreement": 2 / 6,
            "negative_agreement": 10 / 14,
            "cohen_kappa": 0.04 / 0.44,
            "scott_pi": 0.02 / 0.42,
            "gwet_ac1": 0.18 / 0.58,
            "brennan_prediger": 0.2,
        },
        abs=1e-9,
    )
    assert (code["units"], code["coded_by_any"], code["coded_by_all"], code["rare"]) == (10, 5, 1, False)


def test_intervals_tell_their_draws_and_their_seed(table):
    first = answer(table(*rows(TEN)), "--seed", 7)

    assert first["intervals"] == {"clusters": "blocks", "draws": 2000, "seed": 7, "level": 0.95}
    alpha = first["codes"][0]["coefficients"]["krippendorff_alpha_nominal"]
    assert alpha["interval"]["clusters"] == 6
    assert alpha["interval"]["low"] < alpha["value"] < alpha["interval"]["high"]
    assert 0 < alpha["interval"]["below_0.667"] <= alpha["interval"]["below_0.800"] <= 1
    assert answer(table(*rows(TEN)), "--seed", 7) == first
    assert answer(table(*rows(TEN)), "--seed", 8)["codes"] != first["codes"]


def test_the_order_of_the_rows_does_not_matter(table):
    lines = rows(TEN) + rows(TEN, code="Safety")
    ordered = answer(table(*lines))

    random.Random(5).shuffle(lines)  # noqa: S311

    assert answer(table(*lines)) == ordered


def test_three_coders_of_whom_one_is_missing(table):
    marks = {"V 1": {"Q1": [(1, 1, None), (0, 0, None)], "Q2": [(1, 0, 1), (0, 0, 0)]}}

    [code] = answer(table(*rows(marks, ("Ada", "Bo", "Cy"))))["codes"]

    # (2, 2), (2, 0), (3, 2), (3, 0): n = 10, n1 = 4, split 1 * 2 / 2; alpha = 1 - 9 * 1 / (4 * 6).
    assert code["coefficients"]["krippendorff_alpha_nominal"]["value"] == pytest.approx(1 - 9 / 24)
    assert "cohen_kappa" not in code["coefficients"]
    for name in ("fleiss_kappa", "conger_kappa", "light_kappa"):
        assert code["coefficients"][name]["value"] is None
        assert code["coefficients"][name]["reason"]


def test_each_focus_group_is_left_out_once(table):
    [code] = answer(table(*rows(TEN)))["codes"]

    # Without V 1: (0,1) (0,0) (0,1) (0,0) (0,0): n = 10, n1 = 2; 1 - 9 * 2 / 16 = -.125.
    # Without V 2: (1,0) (1,1) (0,1) (0,0) (0,0): n = 10, n1 = 4; 1 - 9 * 2 / 24 = .25.
    found = {group: one["value"] for group, one in code["alpha_without_focus_group"].items()}
    assert found == pytest.approx({"V 1": -0.125, "V 2": 0.25})


def test_sets_of_codes_are_compared_over_the_units_that_two_coders_decided_on(table):
    # Two units: {Trust} and {Trust, Safety}; {} and {}. MASI 1 - 1/2 * 2/3 = 2/3, Jaccard 1/2. Of the ordered pairs of
    # the four sets: {T}{TS} 2/3 or 1/2, {T}{} 1 (2), {TS}{} 1 (2), {}{} 0. MASI: Do = 2 * 2/3 / 4 = 1/3;
    # De = 2 * (2/3 + 4) / 12 = 7/9; 1 - 3/7. Jaccard: Do = 1/4, De = 2 * 4.5 / 12 = 3/4; 1 - 1/3.
    lines = rows({"V 1": {"Q1": [(1, 1), (0, 0)], "Q2": [(1, 1)]}})
    lines += rows({"V 1": {"Q1": [(0, 1), (0, 0)], "Q2": [(1, None)]}}, code="Safety")

    found = answer(table(*lines))["sets_of_codes"]

    assert found["units"] == 2
    assert found["coefficients"]["alpha_masi"]["value"] == pytest.approx(4 / 7)
    assert found["coefficients"]["alpha_jaccard"]["value"] == pytest.approx(2 / 3)


def test_what_does_not_exist_is_no_number_and_says_why(table):
    path = table(*rows({"V 1": {"Q1": [(0, 0), (0, 0)]}}))

    [code] = answer(path)["codes"]
    _, printed, _ = ran(path)

    alpha = code["coefficients"]["krippendorff_alpha_nominal"]
    assert alpha["value"] is None
    assert alpha["reason"] == "Every value is the same, so agreement cannot be told from chance."
    assert alpha["interval"]["low"] is None
    assert code["coefficients"]["percent_agreement"]["value"] == 1.0
    assert "–  Every value is the same" in printed
    assert re.search(r"\bnan\b", printed, re.IGNORECASE) is None


def test_few_parts_of_talks_give_a_number_without_an_interval(table):
    path = table(*rows({"V 1": {"Q1": [(1, 1), (0, 1), (0, 0)]}}))

    alpha = answer(path)["codes"][0]["coefficients"]["krippendorff_alpha_nominal"]

    assert alpha["value"] is not None
    assert alpha["interval"]["reason"] == "There are too few parts of talks to draw from for an interval."


def test_whole_focus_groups_are_drawn_when_there_are_ten(table):
    nine, ten = (
        {f"V {number}": {"Q1": [(1, 1), (0, 1), (0, number % 2)]} for number in range(count)} for count in (9, 10)
    )

    few = answer(table(*rows(nine)), "--clusters", "focus groups")
    enough = answer(table(*rows(ten)), "--clusters", "focus groups")

    assert few["codes"][0]["coefficients"]["percent_agreement"]["interval"]["low"] is None
    assert enough["codes"][0]["coefficients"]["percent_agreement"]["interval"]["clusters"] == 10


def test_a_person_reads_names_numbers_and_the_seed(table):
    code, printed, errors = ran(table(*rows(TEN)), "--seed", 3)

    assert (code, errors) == (0, "")
    assert printed.startswith("10 units in 2 focus groups, 2 coders: Ada, Bo\n")
    assert "2000 draws of blocks, seed 3" in printed
    assert "n 10 units, coded by any 5, by all 1" in printed
    assert "  Cohen's kappa                   0.091  " in printed
    assert "below .667" in printed
    assert "-0.125 (without V 1) to 0.250 (without V 2)" in printed
    assert "MASI" in printed


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The first row has to name each of these columns once: focus group, block, unit, coder, code, value."),
        (HEADING.encode() + b"\nV 1,Q1,1,Ada,Trust,yes\n", "The value in row 2 is none of these: coded, not"),
        (HEADING.encode() + b"\nV 1,Q1,1,Ada,B\xe6rum,coded\n", "The text of this file is not in the encoding utf-8."),
        (b"PK\x03\x04\x00\x00", "Row 1 cannot be read as a row of this table."),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_sentence_where_errors_go(tmp_path, data, sentence):
    path = tmp_path / "units.csv"
    path.write_bytes(data)

    code, printed, errors = ran(path, "--json")

    assert (code, printed) == (1, "")
    assert errors.startswith(sentence)
    assert errors.count("\n") == 1


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    assert ran(tmp_path / "none.csv") == (1, "", "The file could not be opened: No such file or directory.\n")


def test_the_encoding_may_be_chosen(tmp_path):
    path = tmp_path / "units.csv"
    path.write_bytes("\n".join([HEADING, *rows(TEN, code="Støtte")]).encode("cp1252"))

    assert answer(path, "--encoding", "cp1252")["codes"][0]["code"] == "Støtte"


def test_nothing_is_written(table, tmp_path):
    path = table(*rows(TEN))
    empty = tmp_path / "home"
    empty.mkdir()
    around = {"HOME": str(empty), "TMPDIR": str(empty), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT),
              "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip

    done = subprocess.run(
        [sys.executable, "-m", "app", "agreement", str(path), "--json"],
        cwd=empty, env=around, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    json.loads(done.stdout)
    assert list(empty.rglob("*")) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["home", "units.csv"]


def test_help_designs_the_table():
    code, printed, _ = ran("--help")

    assert code == 0
    for column in HEADING.split(","):
        assert f"  {column} " in printed
    assert "coded, not coded, or missing" in printed
