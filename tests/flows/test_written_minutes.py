"""A held sitting gets its minutes; approved in the next one and sealed, they make its decision known."""

from datetime import timedelta

from .test_board import found_board

TEXT = {
    "chair": "Vorsitz",
    "keeper": "Frau Beispiel",
    "attendance": [{"name": "RM Ahorn"}],
    "items": [
        {
            "itemNumber": "1",
            "motionItems": [{"number": "1", "text": "Sensoren am Ufer"}],
            "contributions": [
                {
                    "speaker": "Herr Erle",
                    "text": "Die Verwaltung wird dem Board bis zum 31.01.2027 über die Sensoren berichten.",
                }
            ],
            "resultText": "Das Board stimmt einstimmig zu.",
        }
    ],
}


async def meeting(governance, board, start):
    return await governance.post(
        "/v1/meetings", "gremiendienst", organizationId=board["id"], start=start, public=True
    )


async def test_a_held_sitting_becomes_sealed_minutes_and_a_known_decision(system, becomes, clock):
    governance, ratsinfo = system.governance, system.ratsinfo
    board = await found_board(governance)
    sitting = await meeting(governance, board, "2026-11-02")
    following = await meeting(governance, board, "2026-11-09")
    here = f"/v1/meetings/{sitting['id']}"
    await governance.post(f"{here}/agenda", "gremiendienst", number="1", title="Sensoren")
    await governance.post(f"{here}/agenda/transitions", "gremiendienst", to="published")
    for step in ("convened", "in_session", "held"):
        await governance.post(f"{here}/transitions", "gremiendienst", to=step)

    async def drafts():
        return await ratsinfo.all("/v1/minutes", "gremiendienst", meetingId=sitting["id"])

    (draft,) = await becomes(drafts, lambda found: found and found[0]["items"])
    path = f"/v1/minutes/{draft['id']}"
    assert (draft["state"], draft["organizationName"]) == ("draft", board["name"])
    written = await ratsinfo.client.patch(path, json=TEXT, headers=ratsinfo.by("gremiendienst", If_Match="*"))
    assert written.status_code == 200, written.text
    await ratsinfo.post(f"{path}/transitions", "gremiendienst", to="submitted")
    approval = {"to": "approved", "meetingId": following["id"], "approvedOn": "2026-11-09"}
    early = await ratsinfo.post(f"{path}/transitions", "cdo", (409, 422), **approval)
    assert early["code"] == "meeting_not_held"
    clock.advance(timedelta(days=7))
    own = await ratsinfo.post(f"{path}/transitions", "gremiendienst", (403,), **approval)
    assert own["code"] == "keeper_may_not_approve"

    await ratsinfo.post(f"{path}/transitions", "cdo", **approval)

    async def decisions(role="audit"):
        return await governance.all("/v1/decisions", role)

    def of_sitting(found):
        return [d for d in found if d["meetingId"] == sitting["id"]]

    found = await becomes(decisions, of_sitting)
    (decision,) = of_sitting(found)
    assert (decision["origin"], decision["outcome"]) == ("minutes", "unanimous")
    assert of_sitting(await decisions(None)) == []
    await ratsinfo.post(f"{path}/transitions", "cdo", to="published")

    async def public():
        return of_sitting(await decisions(None))

    (shown,) = await becomes(public, lambda found: len(found) == 1)
    assert shown["id"] == decision["id"]
    seal = await ratsinfo.get(f"{path}/seal")
    assert (seal["valid"], (await ratsinfo.get(path))["state"]) == (True, "published")

    async def tasks():
        return await governance.all("/v1/tasks", "audit", origin="commitment")

    owed = await becomes(tasks, lambda found: any(t["due"] == "2027-01-31" for t in found))
    assert [t["minutesId"] for t in owed if t["due"] == "2027-01-31"] == [draft["id"]]
