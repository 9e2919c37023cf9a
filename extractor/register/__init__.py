"""What the trade adds up to: shipments, licences and their draw-down, volumes, indicators."""
