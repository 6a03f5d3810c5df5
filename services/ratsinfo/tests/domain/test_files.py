"""What files are called."""

from hypothesis import given
from hypothesis import strategies as st

from sachstand_ratsinfo.domain.files import text_name


@given(st.text(max_size=300))
def test_every_name_becomes_one_under_which_a_text_can_be_saved(name):
    saved = text_name(name)

    assert saved.endswith(".txt")
    assert saved != ".txt"
    assert not set("/\\\x00\n") & set(saved)


def test_the_text_of_a_file_is_called_like_the_file():
    assert text_name("Vorlage 2021/22.pdf") == "Vorlage 2021-22.txt"
