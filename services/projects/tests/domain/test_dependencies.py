"""Projects never wait for themselves."""

from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_projects.domain.dependencies import DependencyCycle, find_cycle, require_acyclic

IDS = [UUID(int=number) for number in range(6)]
graphs = st.dictionaries(st.sampled_from(IDS), st.lists(st.sampled_from(IDS), unique=True, max_size=4))


def reachable(graph: dict[UUID, list[UUID]], start: UUID) -> set[UUID]:
    found: set[UUID] = set()
    waiting = list(graph.get(start, []))
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += graph.get(here, [])
    return found


@given(graphs, st.sampled_from(IDS))
def test_a_cycle_is_found_exactly_when_there_is_one(graph: dict[UUID, list[UUID]], start: UUID) -> None:
    path = find_cycle(graph, start)

    assert (path is not None) is (start in reachable(graph, start))
    if path is not None:
        assert path[0] == path[-1] == start
        assert all(after in graph[before] for before, after in pairwise(path))


def test_the_refusal_shows_the_way_round() -> None:
    a, b, c = IDS[:3]

    with pytest.raises(DependencyCycle) as refused:
        require_acyclic({a: [b], b: [c], c: [a]}, a)

    assert refused.value.facts["path"] == [str(a), str(b), str(c), str(a)]
