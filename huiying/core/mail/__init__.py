"""Reading what mail servers hand over, as it really comes: any charset, broken, forged, automatic, returned."""
