// Written by `python -m geodata.atlas.palette`; colours are changed there.
export const PALETTE = {
  "light": {
    "classes": [
      "#FFFFFF",
      "#DCEBE3",
      "#B3D3C2",
      "#83B59C",
      "#4F9074",
      "#1F6B4F"
    ],
    "noPlan": "#E3E7E6",
    "outside": "#F4F6F5",
    "line": "#B8C4C0",
    "city": "#5B6F68",
    "context": "#DCE2E0",
    "province": "#B9C3C0",
    "hatch": "#8CA39B",
    "label": "#33423D",
    "dim": "#93A09B",
    "halo": "#FFFFFF",
    "select": "#C2185B",
    "hover": "#1C2A27"
  },
  "dark": {
    "classes": [
      "#132333",
      "#1B3A3A",
      "#275752",
      "#3A7F70",
      "#54A98C",
      "#6FD3A8"
    ],
    "noPlan": "#0F1B28",
    "outside": "#0B1622",
    "line": "#2C4358",
    "city": "#7C95A8",
    "context": "#1A2B3A",
    "province": "#31475A",
    "hatch": "#4A6478",
    "label": "#E4ECF2",
    "dim": "#5F7486",
    "halo": "#0B1622",
    "select": "#FF6FA5",
    "hover": "#FFFFFF"
  }
};
