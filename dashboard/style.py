"""The page's own style: quiet, large enough for a projector, the same in light and dark."""

STYLE = """
<style>
.block-container, [data-testid="stMainBlockContainer"] { padding: 3.1rem 1.4rem 2rem; max-width: none; }
iframe[title="streamlit_folium.st_folium"] { height: 68vh !important; min-height: 420px; border-radius: 8px; }
.pw-tlp { background: #000; font-weight: 700; letter-spacing: .06em; padding: 2px 12px; width: fit-content; font-size: 1rem; }
.pw-head { display: flex; flex-wrap: wrap; gap: .15rem 1.3rem; align-items: center; margin-bottom: -.4rem; }
.pw-head h1 { font-size: 1.75rem; margin: 0; padding: 0; }
.pw-head span { font-size: 1.02rem; }
.pw-head small { flex-basis: 100%; font-size: .95rem; opacity: .85; }
.pw-head .pw-gap { padding: .1rem .6rem; border-left: 4px solid; font-weight: 600; }
.pw-note { margin: .2rem 0; padding: .35rem .8rem; border-left: 4px solid #8a8f98; background: rgba(128,136,148,.12); }
.pw-gap, .pw-warn { border-left-color: #c75b12; background: rgba(199,91,18,.13); }
.pw-card { overflow-wrap: anywhere; }
.pw-card h3, .pw-card h4 { margin: .7rem 0 .25rem; padding: 0; }
.pw-facts { display: grid; grid-template-columns: minmax(7.5rem, max-content) 1fr; gap: .18rem .9rem; margin: .5rem 0; }
.pw-facts dt { opacity: .7; } .pw-facts dd { margin: 0; }
.pw-small, .pw-sources { font-size: .86rem; opacity: .85; }
.pw-list { padding-left: 1.1rem; margin: .2rem 0; } .pw-list li { margin: .25rem 0; }
.pw-bar { display: grid; grid-template-columns: minmax(9rem, 62%) 1fr 3.2rem; gap: .7rem; align-items: center; margin: .16rem 0; font-size: .9rem; }
.pw-bar-track { background: rgba(128,136,148,.2); height: .72rem; border-radius: 3px; }
.pw-bar-track span { display: block; height: 100%; background: #0b6fb8; border-radius: 3px; }
.pw-bar b { text-align: right; font-variant-numeric: tabular-nums; }
.pw-scroll { overflow-x: auto; } .pw-scroll table { border-collapse: collapse; width: 100%; font-size: .9rem; }
.pw-scroll th { text-align: left; border-bottom: 2px solid rgba(128,136,148,.5); padding: .3rem .5rem; white-space: nowrap; }
.pw-scroll td { border-bottom: 1px solid rgba(128,136,148,.25); padding: .3rem .5rem; vertical-align: top; }
.pw-figure { display: flex; gap: .2rem 1.4rem; align-items: baseline; flex-wrap: wrap; margin: .3rem 0; }
.pw-figure strong { font-size: 2.3rem; line-height: 1; } .pw-band { padding: .1rem .7rem; border-radius: 4px; font-weight: 700; color: #fff; }
@media (max-width: 640px) {
  iframe[title="streamlit_folium.st_folium"] { height: 58vh !important; min-height: 340px; }
  .pw-head h1 { font-size: 1.4rem; } .pw-head span { font-size: .9rem; }
  .pw-facts { grid-template-columns: 1fr; } .pw-facts dt { margin-top: .3rem; }
}
</style>
"""
