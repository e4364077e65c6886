"""Exchange: TMX, TBX, XLIFF, PO and tables, read whole or refused with the reason, written right for their client."""
