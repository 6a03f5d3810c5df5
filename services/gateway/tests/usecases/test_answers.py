"""Answers kept at the gateway."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sachstand_gateway.usecases.answers import COMPOSED, Answers, make_entry

SERVICES = ["projects", "governance"]


def answers(now: float = 0.0) -> Answers:
    made = Answers(10**6, lambda: now)
    made.hear()
    return made


def keep(kept: Answers, key: str, scope: str) -> None:
    kept.keep(key, make_entry(scope, 200, (), b"{}"), kept.begin(scope))


def test_an_answer_is_kept_until_its_service_changes():
    kept = answers()
    keep(kept, "/v1/projects", "projects")
    keep(kept, "/v1/units", "governance")

    kept.forget("projects")

    assert kept.find("/v1/projects") is None
    assert kept.find("/v1/units") is not None


def test_an_answer_composed_from_several_goes_with_any_of_them():
    kept = answers()
    keep(kept, "/v1/sachstand", COMPOSED)

    kept.forget("projects")

    assert kept.find("/v1/sachstand") is None


def test_an_answer_whose_change_nobody_announced_goes_after_two_seconds():
    times = iter([0.0, 2.1])
    kept = Answers(10**6, lambda: next(times))
    kept.hear()
    keep(kept, "/v1/projects", "projects")

    assert kept.find("/v1/projects") is None


def test_nothing_is_kept_while_announcements_are_not_heard():
    kept = answers()
    begun = kept.begin("projects")

    kept.lose()
    keep(kept, "/v1/projects", "projects")
    kept.hear()
    kept.keep("/v1/projects", make_entry("projects", 200, (), b"{}"), begun)

    assert kept.find("/v1/projects") is None


def test_a_body_is_coded_once_and_a_small_one_not_at_all():
    kept = answers()
    large = make_entry("projects", 200, (), b"x" * 5000)

    assert kept.body(large, "zstd")[1] is kept.body(large, "zstd")[1]
    assert kept.body(make_entry("projects", 200, (), b"{}"), "gzip") == ("identity", b"{}")


class NoStaleAnswer(RuleBasedStateMachine):
    """Services change and readers fill in any interleaving: nothing kept is older than what was announced."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = answers()
        self.value = dict.fromkeys(SERVICES, 0)
        self.announced = dict(self.value)
        self.fills: list[tuple[tuple[int, int], str, dict[str, int]]] = []

    @rule(service=st.sampled_from(SERVICES))
    def change(self, service: str) -> None:
        self.value[service] += 1

    @rule(service=st.sampled_from(SERVICES))
    def announce(self, service: str) -> None:
        self.announced[service] = self.value[service]
        self.kept.forget(service)

    @rule(scope=st.sampled_from([*SERVICES, COMPOSED]))
    def begin(self, scope: str) -> None:
        self.fills.append((self.kept.begin(scope), scope, dict(self.value)))

    @precondition(lambda self: self.fills)
    @rule(data=st.data())
    def finish(self, data: st.DataObject) -> None:
        begun, scope, seen = self.fills.pop(data.draw(st.integers(0, len(self.fills) - 1)))
        body = repr(seen if scope == COMPOSED else {scope: seen[scope]}).encode()
        self.kept.keep(scope, make_entry(scope, 200, (), body), begun)

    @rule(heard=st.booleans())
    def connection(self, heard: bool) -> None:
        if heard:
            self.announced = dict(self.value)
            self.kept.hear()
        else:
            self.kept.lose()

    @invariant()
    def nothing_announced_is_forgotten(self) -> None:
        for scope in (*SERVICES, COMPOSED):
            if (found := self.kept.find(scope)) is not None:
                assert all(value >= self.announced[name] for name, value in eval(found.body).items())


TestNoStaleAnswer = NoStaleAnswer.TestCase
