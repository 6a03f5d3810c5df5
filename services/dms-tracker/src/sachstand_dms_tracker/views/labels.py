"""German words for what the data calls by English keys."""

PHASES = {
    "planned": "geplant",
    "process_analysis": "Prozessanalyse",
    "concept": "Konzept",
    "test": "Testphase",
    "pilot": "Pilotbetrieb",
    "productive": "Echtbetrieb",
    "productive_stock_preparing": "Echtbetrieb, Bestandsakten in Vorbereitung",
    "productive_stock_released": "Echtbetrieb, Bestandsakten freigegeben",
    "productive_stock_running": "Echtbetrieb, Bestandsakten werden digitalisiert",
    "productive_stock_suspended": "Echtbetrieb, Bestandsdigitalisierung ausgesetzt",
    "completed": "abgeschlossen",
    "paused": "ruht",
    "aborted": "abgebrochen",
}
STOCK = {
    "not_planned": "nicht vorgesehen",
    "preparing": "in Vorbereitung",
    "released": "freigegeben",
    "running": "läuft",
    "suspended": "ausgesetzt",
    "accepted": "abgenommen",
    "originals_settled": "abgeschlossen, Verbleib der Originale geregelt",
}
PREREQUISITE_STATES = {
    "unknown": "ungeklärt",
    "open": "offen",
    "requested": "beantragt",
    "fulfilled": "erfüllt",
    "refused": "abgelehnt",
    "revoked": "widerrufen",
    "expired": "abgelaufen",
    "not_required": "nicht erforderlich",
}
PREREQUISITE_KINDS = {
    "necessity": "Erforderlichkeit oder erheblich geringere Kosten",
    "processor_contract": "Vertrag zur Auftragsverarbeitung",
    "council_consent": "Vorherige Zustimmung des Rates",
    "processor_control": "Regelmäßige Kontrolle des Auftragsverarbeiters",
    "scanning_documents": "Unterlagen zum ersetzenden Scannen",
    "other": "Sonstige Voraussetzung",
}
UNKNOWN = {
    "stock_track": "Ob Bestandsakten digitalisiert werden",
    "stock": "Zahl der Bestandsakten",
    "shelf_length": "Regallänge des Bestands",
    "digitised_share": "Digitalisierter Anteil des Bestands",
    "scanning_contract": "Vertrag über das Scannen",
    "council_consent": "Ob der Rat zustimmen muss",
}
REASONS = {
    "not_named_in_source": "für diesen Tag in keiner Quelle genannt",
    "not_named_for_this_rollout": "für diese Akten allein nicht genannt",
    "nothing_recorded": "noch nichts gemeldet",
    "stock_unknown": "Bestand unbekannt",
    "stock_exceeded": "mehr gemeldet, als der Bestand angibt",
    "need_not_clarified": "nicht geklärt",
}
HEDGES = {
    "exact": "",
    "about": "rund ",
    "nearly": "knapp ",
    "up_to": "bis zu ",
    "more_than": "mehr als ",
    "at_least": "mindestens ",
}
UNITS = {"files": "Akten", "pages": "Seiten", "shelf_mm": "mm Regallänge"}


def grouped(number: int) -> str:
    """A number as Germans print it: 100000 → "100.000"."""
    return f"{number:,}".replace(",", ".")
