"""The short form of the bench: every operation is measured, and pages weigh no more than they may."""

import pytest

from drafting.web.assets import assets
from tests.bench.__main__ import SHORT, bench, show

KIB = 1024
BUDGETS = {  # design, section 7: compressed, cold, with the style sheet and the script
    "open a note": 60,
    "read a whole note": 60,
    "open the editor": 55,
    "compare near, page": 70,
    "compare far, page": 70,
    "compilation, 100 comments": 80,
}


def test_the_bench_measures_every_operation_and_pages_keep_to_their_weights(capsys: pytest.CaptureFixture[str]) -> None:
    rows = bench(SHORT)
    with capsys.disabled():
        show(rows, SHORT)
    weights = {row.name: row.bytes for row in rows}
    frame = sum(len(asset.gzipped or asset.body) for asset in assets().values() if asset.name.startswith("app."))
    over = {name: weights[name] + frame for name, budget in BUDGETS.items() if weights[name] + frame > budget * KIB}
    assert over == {}
    assert all(row.cpu > 0 for row in rows if row.name.startswith(("save", "floor", "reference")))
