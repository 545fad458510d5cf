/** One style sheet for the pages: light and dark, contrast of at least 4.5:1, targets of at least 44 px. */
export const style = `
:root { --page: #f3f4f5; --card: #fff; --ink: #17191c; --soft: #5b6169; --line: #e4e6e9; --brand: #067a3e;
  --on-brand: #fff; --quiet: #e9ebee; --tint: #e7f5ed; --minus: #b3331f; --warn: #fdf3e1; --warn-ink: #7a4d00; }
@media (prefers-color-scheme: dark) { :root { --page: #101113; --card: #1b1d20; --ink: #eceef0; --soft: #a2a9b2;
  --line: #2e3136; --brand: #45cd82; --on-brand: #06210f; --quiet: #2b2e33; --tint: #163324; --minus: #ff9b88;
  --warn: #362a12; --warn-ink: #f2c572; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--page);
  color: var(--ink); font: 16px/1.5 -apple-system, "PingFang SC", "Noto Sans SC Variable", "Noto Sans SC",
  "Microsoft YaHei", system-ui, sans-serif; }
.bar { display: grid; grid-template-columns: 60px 1fr 60px; align-items: center; min-height: 48px;
  position: sticky; top: 0; background: var(--page); z-index: 1; }
.bar h1 { margin: 0; font-size: 17px; font-weight: 600; text-align: center; }
.badge { justify-self: end; margin-right: 16px; padding: 0 8px; border-radius: 999px; font-size: 12px;
  line-height: 20px; background: var(--warn); color: var(--warn-ink); white-space: nowrap; }
.close { width: 48px; height: 48px; border: 0; background: none; color: var(--ink); font-size: 28px; line-height: 1;
  cursor: pointer; }
main { flex: 1; width: 100%; max-width: 480px; margin: 0 auto; padding: 8px 16px 0; display: flex;
  flex-direction: column; gap: 12px; }
.card { background: var(--card); border-radius: 12px; padding: 16px; }
.hero { text-align: center; padding: 24px 16px; }
.hero .merchant { margin: 0; color: var(--soft); font-size: 14px; }
.hero h2 { margin: 4px 0 0; font-size: 21px; line-height: 1.35; overflow-wrap: anywhere; }
.hero .amount { margin: 16px 0 0; font-size: 14px; color: var(--soft); }
.hero .amount strong { display: block; font-size: 36px; line-height: 1.2; color: var(--ink); font-weight: 600;
  font-variant-numeric: tabular-nums; }
.tick { display: block; width: 48px; margin: 20px auto 0; fill: var(--brand); }
.tick path { fill: none; stroke: var(--on-brand); stroke-width: 4; stroke-linecap: round; stroke-linejoin: round; }
.state { display: inline-block; margin: 12px 0 0; padding: 2px 12px; border-radius: 999px; background: var(--tint);
  color: var(--brand); font-size: 14px; font-weight: 600; }
.state.over { background: var(--quiet); color: var(--soft); }
dl { margin: 0; }
dl > div { display: flex; justify-content: space-between; gap: 16px; padding: 6px 0; }
dt { color: var(--soft); flex: none; max-width: 50%; overflow-wrap: anywhere; }
dd { margin: 0; text-align: right; text-wrap: balance; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
dd small { display: block; color: var(--soft); font-size: 13px; }
.number dd { font-size: 14px; line-height: 24px; }
.minus { color: var(--minus); }
h3 { margin: 0 0 6px; font-size: 15px; font-weight: 600; }
.total { border-top: 1px solid var(--line); margin-top: 6px; padding-top: 12px !important; font-weight: 600; }
.total dt { color: var(--ink); }
p { text-wrap: pretty; }
.note { margin: 0; color: var(--soft); font-size: 13px; padding: 0 4px; }
.actions { position: sticky; bottom: 0; margin: auto -16px 0; padding: 12px 16px max(34px, calc(16px + env(safe-area-inset-bottom)));
  background: var(--page); display: grid; gap: 8px; }
.actions button { min-height: 48px; border: 0; border-radius: 10px; font: inherit; font-weight: 600; cursor: pointer; }
.actions .go { background: var(--brand); color: var(--on-brand); }
.actions .leave { background: var(--quiet); color: var(--ink); }
.actions button[disabled] { cursor: default; opacity: .6; }
button:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.failure { min-height: 1.5em; margin: 0; text-align: center; font-size: 14px; color: var(--minus); }
.failure:empty { display: none; }
.hero .later { margin: 8px 0 0; font-weight: 600; }
.goods { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; }
.goods li { display: grid; grid-template-columns: 64px 1fr auto; gap: 12px; align-items: start; }
.picture { width: 64px; height: 64px; border-radius: 8px; overflow: hidden; background: var(--quiet); }
.picture img { display: block; width: 100%; height: 100%; object-fit: cover; }
.goods .name { overflow-wrap: anywhere; }
.price { text-align: right; font-variant-numeric: tabular-nums; }
.price small { display: block; color: var(--soft); font-size: 13px; }
.link { display: flex; justify-content: space-between; align-items: center; width: 100%; min-height: 44px; padding: 12px 0 0;
  margin-top: 12px; border: 0; border-top: 1px solid var(--line); background: none; color: inherit; font: inherit; cursor: pointer; }
.link span { color: var(--soft); }
.sessions { list-style: none; margin: 0; padding: 0; }
.sessions li { display: grid; grid-template-columns: 1fr auto; gap: 2px 16px; padding: 10px 0; border-top: 1px solid var(--line); }
.sessions li:first-child { border-top: 0; }
.sessions .name { overflow-wrap: anywhere; }
.sessions .price { text-align: right; }
.sessions small { color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.sessions small:last-child { text-align: right; }
.sessions s, .amount s { color: var(--soft); font-size: 13px; font-weight: 400; }
.amount s { display: block; }
.problem { text-align: center; padding: 48px 16px; }
.problem .code { color: var(--soft); font-size: 14px; }
`
