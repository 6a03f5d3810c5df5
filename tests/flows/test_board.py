"""Path 3: the Board selects a project; nobody else can."""

YES = {"met": True, "reason": "ja, weil"}
SMART = {"digitalTechnology": YES, "publicService": YES, "sustainableCity": YES}


async def candidate(system):
    projects = system.projects
    field = (await projects.all("/v1/fields-of-action"))[0]
    goal = (await projects.all("/v1/goals"))[0]
    project = await projects.post(
        "/v1/projects",
        "stabsstelle",
        key="digitaler-zwilling",
        title="Digitaler Zwilling",
        fieldsOfAction=[{"key": field["key"], "primary": True}],
        goalContributions=[{"goal": goal["key"], "effect": "+", "statement": "trägt bei"}],
    )
    path = f"/v1/projects/{project['id']}"
    await projects.post(f"{path}/transitions", "stabsstelle", to="submitted")
    await projects.post(f"{path}/transitions", "stabsstelle", to="eligible", eligibility=SMART)
    criteria = (await projects.all("/v1/criteria-sets"))[0]
    ratings = [{"criterion": c["key"], "rating": "4", "reason": "gut"} for c in criteria["criteria"]]
    await projects.post(f"{path}/scorings", "stabsstelle", criteriaSet=criteria["key"], ratings=ratings)
    await projects.post(f"{path}/transitions", "stabsstelle", to="queued")
    return path


async def found_board(governance):
    board = await governance.one("/v1/organizations", key="smart-city-board")
    await governance.post(
        f"/v1/organizations/{board['id']}/transitions",
        "cdo",
        to="active",
        effective="2026-11-02",
        reference="Verfügung des Oberbürgermeisters",
    )
    return board


async def test_the_board_selects_a_project(system, becomes):
    governance, projects = system.governance, system.projects
    board = await found_board(governance)
    path = await candidate(system)
    refused = await projects.post(f"{path}/transitions", "cdo", expect=(403,), to="selected")

    async def candidates():
        return await governance.all("/v1/candidates", "cdo", kind="project")

    (waiting,) = await becomes(candidates, lambda found: len(found) == 1)
    meeting = await governance.post(
        "/v1/meetings", "gremiendienst", organizationId=board["id"], start="2026-11-02"
    )
    here = f"/v1/meetings/{meeting['id']}"
    agenda = await governance.post(
        f"{here}/agenda",
        "gremiendienst",
        number="1",
        title="Digitaler Zwilling",
        projectIds=[waiting["projectId"]],
    )
    item = agenda["items"][0]["id"]
    await governance.post(f"{here}/agenda/transitions", "gremiendienst", to="published")
    for step in ("convened", "in_session"):
        await governance.post(f"{here}/transitions", "gremiendienst", to=step)
    await governance.post(
        f"{here}/agenda/{item}/votes", "gremiendienst", counts={"yes": 9, "no": 2, "abstain": 1}, entitled=14
    )
    decision = await governance.post(
        f"{here}/decisions", "gremiendienst", agendaItemId=item, kind="project_selection"
    )

    async def project():
        return await projects.get(path)

    selected = await becomes(project, lambda p: p["state"] == "selected")
    assert refused["code"] == "transition_reserved"
    assert decision["number"] == "1/2026"
    assert selected["decision"]["number"] == "1/2026"
    assert selected["boardSelected"] is True
