"""Keys: long, different, derived; links opened by the first version still open."""

from __future__ import annotations

from trajectoires.private_links.keys import derived_token, fingerprint, new_token


def test_tokens_are_long_and_different() -> None:
    made = {new_token() for _ in range(50)}
    assert len(made) == 50
    assert {len(token) for token in made} == {43}
    assert len({fingerprint(token) for token in made}) == 50


def test_a_shared_token_is_derived_and_changes_with_all_it_comes_from() -> None:
    one = derived_token(edit_token="A" * 43, purpose="lecture", counter=1)
    assert one == derived_token(edit_token="A" * 43, purpose="lecture", counter=1)
    others = {
        derived_token(edit_token="A" * 43, purpose="lecture", counter=2),
        derived_token(edit_token="B" * 43, purpose="lecture", counter=1),
        derived_token(edit_token="A" * 43, purpose="parcours/lecture", counter=1),
    }
    assert len(others | {one}) == 4
    assert len(one) == 43


def test_links_already_shared_keep_opening() -> None:
    """The value that the first release derived: another one would close every shared model."""
    assert derived_token(edit_token="A" * 43, purpose="lecture", counter=1) == (
        "YQ-twLZ1IdbwA4esxfzqGcIr_oVN4QsU3dXnKZGAVio"
    )
