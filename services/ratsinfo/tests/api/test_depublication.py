"""What is taken back from the public is gone for it, in the past too, and stays for those inside."""

import pytest

ANSWER, MINUTES = "stellungnahme-braunschweig", "niederschrift-stuttgart"
LISTS = ("papers", "minutes", "files", "consultations", "commitments", "enquiries")


@pytest.fixture
def public_lists(ratsinfo):
    """How many of each list the public sees, now or on a day."""

    async def counts(**params):
        answers = [await ratsinfo.get(f"/v1/{name}", params=params) for name in LISTS]
        return [len(answer.json()["data"]) for answer in answers]

    return counts


async def test_a_paper_is_taken_back_with_all_that_belongs_to_it(
    ratsinfo, import_, sample, clerk, journal, public_lists
):
    report = (await import_(("a.txt", sample(ANSWER))))["files"][0]
    path, content = f"/v1/papers/{report['paperId']}", f"/v1/files/{report['fileIds'][0]}/content"
    headers = {**clerk, "If-Match": "*"}

    silent = await ratsinfo.patch(path, json={"public": False}, headers=headers)
    answer = await ratsinfo.patch(path, json={"public": False, "reason": "Personaldaten"}, headers=headers)

    assert (silent.status_code, silent.json()["code"]) == (422, "reason_required")
    assert (answer.status_code, answer.json()["public"]) == (200, False)
    for gone in (path, content):
        public = await ratsinfo.get(gone)
        assert (public.status_code, public.json()["reason"]) == (410, "depublished")
    assert await public_lists() == [0] * len(LISTS)
    assert await public_lists(asOf="2022-07-01") == [0] * len(LISTS)
    assert (await ratsinfo.get(content, headers=clerk)).status_code == 200
    assert [e["paperId"] for e in await journal("paper.withdrawn")] == [report["paperId"]]
    assert [e["fileId"] for e in await journal("file.depublished")] == report["fileIds"]


async def test_minutes_are_taken_back_with_what_only_they_tell(
    ratsinfo, import_, sample, clerk, journal, public_lists
):
    report = (await import_(("m.txt", sample(MINUTES))))["files"][0]
    path = f"/v1/minutes/{report['minutesId']}"

    answer = await ratsinfo.post(f"{path}/depublication", json={"reason": "Irrtum"}, headers=clerk)

    assert (answer.status_code, answer.json()["public"]) == (200, False)
    assert (await ratsinfo.get(path)).status_code == 410
    assert await public_lists() == [0] * len(LISTS)
    assert len(await journal("file.depublished")) == 1


async def test_one_file_is_taken_back_and_its_paper_stays(ratsinfo, import_, sample, clerk, token):
    report = (await import_(("a.txt", sample(ANSWER))))["files"][0]
    path = f"/v1/files/{report['fileIds'][0]}"
    vendor = {"Authorization": f"Bearer {token('vendor')}"}

    refused = await ratsinfo.post(f"{path}/depublication", json={"reason": "Irrtum"}, headers=vendor)
    answer = await ratsinfo.post(f"{path}/depublication", json={"reason": "Irrtum"}, headers=clerk)

    assert (refused.status_code, answer.status_code) == (403, 200)
    assert (await ratsinfo.get(f"{path}/content")).status_code == 410
    paper = (await ratsinfo.get(f"/v1/papers/{report['paperId']}")).json()
    assert (paper["public"], paper["files"]) == (True, [])


async def test_no_earlier_day_names_a_file_that_was_taken_back(ratsinfo, import_, sample, clerk):
    report = (await import_(("a.txt", sample(ANSWER))))["files"][0]
    file_id = report["fileIds"][0]
    path = f"/v1/papers/{report['paperId']}"
    await ratsinfo.patch(path, json={"unit": "Ref 0100"}, headers={**clerk, "If-Match": "*"})

    await ratsinfo.post(f"/v1/files/{file_id}/depublication", json={"reason": "Irrtum"}, headers=clerk)

    for query in ({}, {"asOf": "2022-07-01"}):
        assert file_id not in str((await ratsinfo.get(path, params=query)).json()["files"])
    full = (await ratsinfo.get(path, params={"asOf": "2022-07-01"}, headers=clerk)).json()
    assert [f["id"] for f in full["files"]] == [file_id]
