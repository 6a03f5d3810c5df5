"""/oparl/v1.1: who meets, when, where and on what, as the German standard for council information has it."""

from sachstand_common.http.oparl import lists, objects, oparl_router
from sachstand_common.oparl.forms import Kind

router = oparl_router()

objects(
    router,
    (Kind.ORGANIZATION, Kind.PERSON, Kind.MEMBERSHIP, Kind.MEETING, Kind.AGENDA_ITEM, Kind.LOCATION),
)
lists(
    router,
    Kind.BODY,
    {
        "organizations": Kind.ORGANIZATION,
        "people": Kind.PERSON,
        "memberships": Kind.MEMBERSHIP,
        "meetings": Kind.MEETING,
        "agenda-items": Kind.AGENDA_ITEM,
        "locations": Kind.LOCATION,
    },
)
lists(router, Kind.ORGANIZATION, {"meetings": Kind.MEETING})
