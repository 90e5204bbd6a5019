"""Drafts of rows from plain text: figures, dates, who says so, what is cited, how figures relate.

Where a change belongs, in the order of the data:

- the text: `layout` (folding, sentences), `apart`, `markup`, `numbered` and `about` (what states nothing), `occurrences` (where quotes
  stand);
- figures: `figures` by way of `pieces` and `told` (values), `masks` (what is none), `scales` (shares and money), `counted`, `nouns` and
  `proposals` (what is counted, and the measure);
- dates: `datescan` (where to look), `dates` and `dateread` by way of `datewords`, `dayread`, `eras`, `portions`, `edges`, `lengths`,
  `relative` and `calendar`; `datecontext` (the running year), `years` and `nodates` (what is none);
- who says so: `attribution` by way of `said`, `speakers`, `phrases` and `words`;
- what is cited: `evidence` by way of `notes`, `references`, `links` and `cited`; `served` (for quotes);
- the rows of all these: `rows`;
- how figures relate: `relations` on `related`, by way of `sums`, `changes`, `durations`, `updates`, `lists` and `totals`; `ages`,
  `backward` and `mentions` (what a text that nobody has coded says against itself);
- drafts: `draft`, `linked` and `cells`; `append` (into a dataset).
"""
