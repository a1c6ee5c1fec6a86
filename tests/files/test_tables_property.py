"""Whatever rows a table has, looking its pairs up gives exactly those."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from files.tables_add import add_tables
from files.tables_find import tables_for
from knowledge.records import PairEdit

codes = st.sampled_from(["00100", "0001A", "0591T", "97124", "97140", "A4450", "G0283", "Z9999"])
days = st.dates(date(1950, 1, 1), date(2119, 12, 31))
rationales = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"], exclude_characters='"'),
    min_size=1,
    max_size=12,
)
edits = st.builds(
    PairEdit,
    column1=codes,
    column2=codes,
    effective_on=days,
    deleted_on=st.none() | days,
    indicator=st.sampled_from([0, 1, 9]),
    rationale=rationales,
)


def once_live(rows: list[PairEdit]) -> list[PairEdit]:
    """Rows in which no ordered pair is live twice, as CMS's never are."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for row in rows:
        pair = (row.column1, row.column2)
        if row.deleted_on is None and pair in seen:
            continue
        seen |= {pair} if row.deleted_on is None else set()
        kept.append(row)
    return kept


def written(row: PairEdit) -> tuple[str, ...]:
    """A row as CMS writes it."""
    return (
        row.column1,
        row.column2,
        "*" if row.effective_on and row.effective_on < date(1996, 1, 1) else "",
        f"{row.effective_on:%Y%m%d}",
        f"{row.deleted_on:%Y%m%d}" if row.deleted_on else "*",
        str(row.indicator),
        row.rationale,
    )


@settings(max_examples=40, deadline=timedelta(seconds=10))
@given(st.lists(edits, min_size=4, max_size=60).map(once_live).filter(lambda rows: len(rows) > 3))
def test_import_then_lookup_returns_exactly_the_rows_written(cms_class, rows):
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        cms = cms_class(Path(folder) / "downloads")
        size = -(-len(rows) // 4)
        parts = [rows[at * size : (at + 1) * size] or rows[:0] for at in range(4)]
        if not all(parts):
            parts = [rows[:-3], rows[-3:-2], rows[-2:-1], rows[-1:]]
        texts = cms.texts(parts=[[written(row) for row in part] for part in parts])
        report = add_tables(texts, added_on=date(2025, 2, 3), home=home)
        assert report.refused == ()
        table = tables_for(date(2025, 1, 15), home)
        assert table is not None
        expected: dict[frozenset[str], list[PairEdit]] = defaultdict(list)
        for row in rows:
            expected[frozenset((row.column1, row.column2))].append(row)
        names = {code for pair in expected for code in pair}
        assert table.codes == names
        for one in sorted(names):
            for other in sorted(names):
                found = list(table.edits(one, other))
                assert found == expected.get(frozenset((one, other)), [])
        batch = table.frame().collect().rows(named=True)
        order = lambda row: str(row.model_dump())  # noqa: E731
        assert sorted((PairEdit(**row) for row in batch), key=order) == sorted(rows, key=order)
