"""The schemas say what the store sends, and the table of attributes agrees with where forms belong."""

import pytest

from sachstand_common.oparl.attributes import ATTRIBUTES
from sachstand_common.oparl.forms import BACK, SLOTS, Kind
from sachstand_common.oparl.schema import schemas


@pytest.mark.parametrize(("kind", "slot"), SLOTS)
def test_a_slot_is_an_attribute_of_its_kind(kind, slot):
    attribute, filled = ATTRIBUTES[kind][slot], SLOTS[kind, slot]

    assert attribute.many is filled.many
    assert (attribute.embedded is not None) is filled.embedded


@pytest.mark.parametrize(("child", "parent"), BACK)
def test_a_way_back_is_an_attribute_of_the_child(child, parent):
    name, slot = BACK[child, parent]

    assert ATTRIBUTES[child][name].type == "url"
    assert ATTRIBUTES[child][name].many is slot.many


def test_every_kind_and_its_list_have_a_schema():
    assert set(schemas()) == {*Kind, *(f"{kind}List" for kind in Kind), "Error"}
