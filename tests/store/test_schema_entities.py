"""A store from before companies could be judged: what people had said there is kept, as judgements."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from extractor.resolution.judgements import Verdict
from extractor.store import entities, judgements, migrations, schema_entities
from extractor.store.store import Store


def test_remembered_spellings_become_judgements_that_can_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    db = Database(path)
    for one in migrations.SETS:
        if one is not schema_entities.migrations:
            one.apply(db)
    db.table("companies").insert({"id": "n", "name": "Nordlicht GmbH", "origin": "analyst", "created_at": "2025-01-01"})
    for alias, origin in (("北光", "analyst"), ("NORDLICHT", "document")):
        db.table("aliases").insert({"company_id": "n", "alias": alias, "origin": origin, "created_at": "2025-01-02"})
    db.table("judgements").insert(
        {"left_id": "name:Sudlicht", "right_id": "n", "judgement": "different", "who": "li", "at": "2025-01-03"}
    )
    db.close()
    with Store.open(path) as store:
        assert judgements.said(store).spellings == {"n": ("北光",)}
        assert set(judgements.said(store).of_name(Verdict.DIFFERENT, "SUDLICHT")) == {"n"}
        assert entities.one(store, "n").names == ("Nordlicht GmbH",)
        assert [row["script"] for row in store.db.query("SELECT script FROM aliases")] == ["latin"]
        judgements.undo(store, 2, "wang")
        assert judgements.said(store).spellings == {}
