"""Files to take away: CSV, GeoJSON, GeoPackage, Excel, Word, and paper."""
