"""What is learned is kept beside its examples, and never older than they are."""

from pathlib import Path

from resolvers.assistant.compiled import compiled


class _Made:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[str]:
        self.times += 1
        return ["learned"]


def test_what_was_made_is_made_once_while_nothing_changes(tmp_path: Path) -> None:
    make = _Made()

    assert [compiled("words", (), make, tmp_path) for _ in range(3)] == [["learned"]] * 3
    assert make.times == 1


def test_a_changed_example_makes_it_anew_and_leaves_nothing_old(tmp_path: Path) -> None:
    source, kept = tmp_path / "source", tmp_path / "kept"
    source.mkdir()
    make = _Made()
    for text in ("one", "two"):
        (source / "examples.toml").write_text(text)
        compiled("words", (source,), make, kept)

    assert make.times == 2
    assert len(list(kept.iterdir())) == 1


def test_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    make = _Made()
    compiled("words", (), make, tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-3])

    assert compiled("words", (), make, tmp_path) == ["learned"]
    assert make.times == 2


def test_where_nothing_can_be_kept_it_is_made_each_time(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    make = _Made()

    assert [compiled("words", (), make, in_the_way) for _ in range(2)] == [["learned"]] * 2
    assert make.times == 2
