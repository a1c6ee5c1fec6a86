"""Chats on disk: kept whole, read back the same, and never a traceback."""

from __future__ import annotations

import datetime
import json
import os
import sys
from pathlib import Path

import pytest
from fake_assistant import ANSWERS

from ui import conversations, words
from ui.chat import Chat, NotAnsweredError, Turn
from ui.warmup import Opened


def a_chat() -> Chat:
    return Chat(
        id=conversations.new_id(),
        payer="medicare",
        day=datetime.date(2026, 3, 2),
        conversation={"turns": 2},
        turns=[
            Turn("Can I bill 97140 and 97124?", ANSWERS["together"], ("masked",), ("Payer: x",)),
            Turn("And “why”?\nReally – 😀", ANSWERS["minutes"]),
        ],
    )


def test_a_chat_comes_back_as_it_was(chats_folder: Path) -> None:
    chat = a_chat()
    conversations.save(chat)
    assert conversations.load(chat.id) == chat
    assert [p.suffix for p in chats_folder.iterdir()] == [".jsonl"]


def test_line_separators_in_a_question_are_no_end_of_a_line(chats_folder: Path) -> None:
    chat = a_chat()
    chat.turns.append(Turn("97140\u2028and\x85 97124\u2029?", ANSWERS["together"]))
    conversations.save(chat)
    assert conversations.load(chat.id) == chat
    assert chats_folder.is_dir()


def test_what_a_killed_process_left_half_written_goes_with_the_next_save(
    chats_folder: Path,
) -> None:
    chats_folder.mkdir()
    old, new = chats_folder / ".writing-a.tmp", chats_folder / ".writing-b.tmp"
    for left in (old, new):
        left.write_text("half")
    os.utime(old, (1, 1))
    conversations.save(a_chat())
    assert (old.exists(), new.exists()) == (False, True)


def test_the_list_is_newest_first_and_leaves_out_what_cannot_be_read(chats_folder: Path) -> None:
    first, second = a_chat(), a_chat()
    conversations.save(first)
    conversations.save(second)
    os.utime(chats_folder / f"{first.id}.jsonl", (1, 1))
    (chats_folder / f"{conversations.new_id()}.jsonl").write_text("not json")
    (chats_folder / "notes.jsonl").write_text("{}")
    assert [entry.id for entry in conversations.recent(9)] == [second.id, first.id]
    assert conversations.recent(9)[0].title == "Can I bill 97140 and 97124?"
    assert len(conversations.recent(1)) == 1


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe\x00",
        b"not json\n",
        b"{}\n",
        b'{"format": 99, "title": "", "payer": null, "date": null, "conversation": null}\n',
        b'{"format": 1, "title": "", "payer": null, "date": "soon", "conversation": null}\n',
        b'{"format": 1, "title": "", "payer": null, "date": null, "conversation": null}\n{}\n',
    ],
)
def test_a_damaged_file_is_said_to_be_and_left(chats_folder: Path, damage: bytes) -> None:
    chats_folder.mkdir()
    chat_id = conversations.new_id()
    path = chats_folder / f"{chat_id}.jsonl"
    path.write_bytes(damage)
    with pytest.raises(conversations.DamagedError):
        conversations.load(chat_id)
    assert path.read_bytes() == damage


def test_an_answer_with_a_key_that_is_not_known_is_damage(chats_folder: Path) -> None:
    chat = a_chat()
    conversations.save(chat)
    path = chats_folder / f"{chat.id}.jsonl"
    head, turn, *rest = path.read_text().splitlines()
    changed = json.loads(turn)
    changed["answer"]["extra"] = 1
    path.write_text("\n".join([head, json.dumps(changed), *rest]))
    with pytest.raises(conversations.DamagedError):
        conversations.load(chat.id)


def test_a_chat_that_is_not_there_is_missing() -> None:
    with pytest.raises(conversations.MissingError):
        conversations.load(conversations.new_id())


def test_deleting_twice_is_no_error(chats_folder: Path) -> None:
    chat = a_chat()
    conversations.save(chat)
    conversations.delete(chat.id)
    conversations.delete(chat.id)
    assert list(chats_folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(conversations.NotKeptError, match="file"):
        conversations.save(a_chat(), tmp_path / "file" / "chats")


def test_a_failed_write_leaves_the_old_chat_and_no_litter(
    chats_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = a_chat()
    conversations.save(chat)
    before = (chats_folder / f"{chat.id}.jsonl").read_bytes()
    chat.turns.pop()

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(conversations.NotKeptError):
        conversations.save(chat)
    monkeypatch.undo()
    assert [p.read_bytes() for p in chats_folder.iterdir()] == [before]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_user_can_read_a_chat(chats_folder: Path) -> None:
    chat = a_chat()
    conversations.save(chat)
    assert (chats_folder / f"{chat.id}.jsonl").stat().st_mode & 0o077 == 0
    assert chats_folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("text", ["", "..", "../x", "a/b", "C:\\x", "1234", "\0"])
def test_only_a_uuid_names_a_chat(text: str) -> None:
    assert conversations.valid_id(text) is None


def test_only_the_masked_question_is_kept(opened: Opened, chats_folder: Path) -> None:
    chat = Chat(id=conversations.new_id())
    turn = chat.ask("Jane Roe had 20 minutes of 97140", opened)
    conversations.save(chat)
    assert turn.question == "[name] had 20 minutes of 97140"
    assert turn.notices
    kept = (chats_folder / f"{chat.id}.jsonl").read_text()
    assert "Jane" not in kept
    assert "[name]" in kept


def test_the_conversation_is_carried_from_turn_to_turn(opened: Opened) -> None:
    chat = Chat()
    chat.ask("together?", opened)
    chat.ask("and?", opened)
    assert chat.conversation == {"turns": 2}


def test_facts_of_an_earlier_version_are_said_to_be_lost(opened: Opened) -> None:
    chat = Chat(conversation={"turns": "many"})
    turn = chat.ask("together?", opened)
    assert turn.notices == (words.NOT_CARRIED,)
    assert chat.conversation == {"turns": 1}


def test_a_question_of_100000_characters_gets_one_sentence(opened: Opened) -> None:
    chat = Chat()
    with pytest.raises(NotAnsweredError, match=r"100,000 characters"):
        chat.ask("x" * 100_000, opened)
    assert chat.turns == []


def test_a_fault_gets_one_sentence_and_its_words_stay_out_of_the_log(
    opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(NotAnsweredError, match="RuntimeError"):
        Chat().ask("crash, Jane Roe", opened)
    assert "Jane" not in caplog.text
    assert "RuntimeError" in caplog.text
