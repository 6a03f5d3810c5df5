"""German words for what the data calls by English keys."""

from collections.abc import Mapping

CITIES = {"braunschweig": "Braunschweig", "stuttgart": "Stuttgart"}
PROJECT_STATES = {
    "idea": "Idee",
    "submitted": "eingereicht",
    "eligible": "zulässig",
    "scored": "bewertet",
    "queued": "vorgemerkt für das Board",
    "selected": "ausgewählt",
    "deferred": "zurückgestellt",
    "rejected": "abgelehnt",
    "released": "freigegeben",
    "planning": "in Planung",
    "implementation": "in Umsetzung",
    "paused": "ruht",
    "pilot": "im Pilotbetrieb",
    "live": "in Betrieb",
    "completed": "abgeschlossen",
    "impact_review": "in der Wirkungsprüfung",
    "archived": "archiviert",
    "cancelled": "abgebrochen",
    "existing": "Strategie",
}
BODY_STATES = {
    "announced": "angekündigt",
    "provisional": "unbestätigt",
    "active": "tätig",
    "closed": "aufgelöst",
    "establishing": "im Aufbau",
}
CLOCK_STATES = {
    "unanchored": "steht",
    "scheduled": "läuft",
    "due": "fällig",
    "running": "Evaluation läuft",
    "reported": "Bericht liegt vor",
    "adaptation_decided": "Anpassung beschlossen",
    "no_adaptation": "ohne Anpassung",
    "closed": "abgeschlossen",
}
ENTRY_KINDS = {
    "coordinated": "abgestimmt",
    "issued": "Dokument",
    "intended": "beabsichtigt",
    "cancelled": "abgesagt",
    "presented": "vorgestellt",
    "discussed": "erörtert",
    "resolved": "beschlossen",
    "reported": "berichtet",
}
OUTCOMES = {
    "unanimous": "einstimmig",
    "by_consensus": "einmütig",
    "majority": "mehrheitlich",
    "rejected": "abgelehnt",
    "postponed": "vertagt",
    "referred": "verwiesen",
    "withdrawn": "zurückgezogen",
    "noted": "zur Kenntnis genommen",
    "amended": "geändert beschlossen",
    "adopted": "angenommen",
    "split": "nach Ziffern verschieden",
}
OPEN_KINDS = {
    "candidate": "zur Beratung vorgesehen",
    "awaiting_council": "wartet auf den Rat",
    "in_execution": "in Ausführung",
    "council_consent": "Zustimmung des Rates",
    "intended": "angekündigt",
}
APPLICATION_STATES = {
    "prepared": "in Vorbereitung",
    "submitted": "eingereicht",
    "granted": "bewilligt",
    "rejected": "abgelehnt",
    "withdrawn": "zurückgezogen",
}
SHARE_CHECKS = {
    "consistent": "Summe, Quote und Eigenanteil passen genau zusammen.",
    "consistent_within_rounding": "Summe, Quote und Eigenanteil passen im Rahmen ihrer Rundung zusammen.",
    "own_share_too_low": "Der Eigenanteil ist kleiner, als Summe und Quote verlangen.",
    "own_share_above_quota": "Der Eigenanteil ist größer, als Summe und Quote verlangen.",
    "unknown": "Die Angaben reichen für eine Prüfung nicht aus.",
}
BUDGET_STAGES = {
    "registered": "angemeldet",
    "estimated": "veranschlagt",
    "adopted": "beschlossen",
    "released": "freigegeben",
}
GATE_STATES = {"open": "offen", "satisfied": "erfüllt", "waived": "entfallen"}
ENQUIRY_STATES = {"open": "offen", "partly": "teilweise beantwortet", "answered": "beantwortet"}
ANSWER_STATES = {
    "answered": "beantwortet",
    "partly": "teilweise beantwortet",
    "deferred": "noch nichts zu berichten",
}
OVERVIEW_STATES = {
    **ENQUIRY_STATES,
    "adopted": "angenommen",
    "rejected": "abgelehnt",
    "rescinded": "aufgehoben",
    "withdrawn": "zurückgezogen",
    "in_consultation": "in Beratung",
    "planned": "zur Beratung vorgesehen",
}
PARTNER_ROLES = {"product": "Produkt", "process": "Prozesse", "scanning": "Scannen"}
DATINGS = {"exact": "", "known_by": "spätestens seit", "undated": "ohne Datum"}
PARTS = {
    "strategy": "Strategie",
    "bodies": "Gremien",
    "decisions": "Beschlüsse",
    "openDecisions": "Offene Entscheidungen",
    "projects": "Projekte",
    "funding": "Förderung",
    "eFiles": "Elektronische Akte",
    "enquiries": "Anfragen",
    "commitments": "Zusagen",
    "documents": "Dokumente",
}
REASONS = {
    "service_unavailable": "antwortet gerade nicht",
    "service_timed_out": "hat nicht rechtzeitig geantwortet",
}
NOUNS = {
    "paper": "Vorlage",
    "file": "Datei",
    "minutes": "Niederschrift",
    "enquiry": "Anfrage",
    "motion": "Antrag",
    "commitment": "Zusage",
    "organization": "Gremium",
    "unit": "Organisationseinheit",
    "agenda": "Tagesordnung",
    "decision": "Beschluss",
    "strategy": "Strategie",
    "task": "Auftrag",
    "project": "Projekt",
    "goal": "Ziel",
    "field": "Handlungsfeld",
    "application": "Förderantrag",
    "rollout": "Einführung der E-Akte",
    "target": "Ziel der E-Akte",
}
SERVICES = {
    "projects": "Projekte",
    "governance": "Gremien und Beschlüsse",
    "ratsinfo": "Dokumente",
    "dms-tracker": "Elektronische Akte",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "city": CITIES,
    "project_state": PROJECT_STATES,
    "body_state": BODY_STATES,
    "clock_state": CLOCK_STATES,
    "entry_kind": ENTRY_KINDS,
    "outcome": OUTCOMES,
    "open_kind": OPEN_KINDS,
    "application_state": APPLICATION_STATES,
    "share_check": SHARE_CHECKS,
    "budget_stage": BUDGET_STAGES,
    "gate_state": GATE_STATES,
    "enquiry_state": ENQUIRY_STATES,
    "answer_state": ANSWER_STATES,
    "overview_state": OVERVIEW_STATES,
    "part": PARTS,
    "partner_role": PARTNER_ROLES,
    "reason": REASONS,
    "noun": NOUNS,
    "service": SERVICES,
}


def label(key: str | None, kind: str) -> str:
    """The German word for a key; a key nobody has named yet is at least not shown as a code."""
    return "nicht bekannt" if key is None else WORDS[kind].get(key, key.replace("_", " "))
