// More than chance: are there more rings than so many deals would form by themselves?
//
// /// circflow
// id       = "more-than-chance"
// version  = "1.0.0"
// maturity = "stable"
// compute  = "more-than-chance"
// question = "Are there more rings than companies with so many deals would form by chance?"
// reading  = "One row a figure: what it is, and the middle 95 % of the same figure when deals are shuffled within their types, so that every company keeps its number of deals on each side. Read the figure beside the middle first, p last: the share of shuffled sets in which it is at least as large. It says nothing of cause, intent, or deals that were not collected."
// caveats  = ["Only data sets that declare how their rows were chosen can be asked: \"sampling\": \"census: …\" in datapackage.json. Deals that were collected because they circle would show whoever collected them.", "Several deals of one pair and type count as one; deals without an amount count.", "Holdings, acquisitions, guarantees, backstops, payment in shares or warrants alone, and figures per year or of another basis are as if absent, joint ventures too unless they are asked for, so that round-trips can find more rings.", "The same seed gives the same answer."]
// identity = ["statistic"]
// tags     = ["rings", "structure"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "amounts_from", "rates", "in", "limit"]
//
// [params.contingent]
// doc = "Changes nothing here: backstops and guarantees are no money that anybody has promised to pay."
//
// [params.statistic]
// type = "enum"
// choices = ["rings", "distinct"]
// default = "rings"
// doc = "Rings of two and of three deals, or the share of all promises that can go round as distinct money, which takes longer."
//
// [params.draws]
// type = "integer"
// default = 999
// range = [1, 100_000]
// doc = "Shuffled sets to compare with."
//
// [params.seed]
// type = "integer"
// default = 0
// range = [0, 4_294_967_295]
// doc = "What the same draws come from again."
//
// [params.max_hops]
// type = "integer"
// default = 6
// range = [2, 8]
// doc = "Longest ring of distinct money, in hops."
//
// [returns.statistic]
// type = "string"
// doc = "rings of 2, rings of 3, or distinct share."
//
// [returns.observed]
// type = "number"
// doc = "The figure of the deals as they are."
//
// [returns.null_low]
// type = "number"
// doc = "Lower end of the middle 95 % of the shuffled sets."
//
// [returns.null_middle]
// type = "number"
// doc = "Their median."
//
// [returns.null_high]
// type = "number"
// doc = "Upper end of the middle 95 %."
//
// [returns.p]
// type = "number"
// doc = "Share of draws, the deals as they are among them, in which the figure is at least as large."
//
// [returns.draws]
// type = "integer"
// doc = "Shuffled sets."
//
// [returns.seed]
// type = "integer"
// doc = "What the draws come from."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies with a deal that is shuffled."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "These deals."
// ///
CYPHER 25
CALL () {
  // money arcs >>>
  // One row an agreement of each hop whose deals pass: who promises whom how much. A high that is null is open.
  MATCH (giving:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(given:Company)
  WHERE ($joint_ventures OR type(deal) <> 'JOINT_VENTURE')
    // What brings no amount is as if absent.
    AND NOT deal.contingent AND deal.rollup <> 'holding' AND deal.amount_code <> 'not_this_edge'
    AND NOT coalesce(deal.deal_kind, '') IN ['holding', 'acquisition']
    AND coalesce(deal.amount_basis, 'total') IN ['consideration', 'contract_value', 'total']
    AND NOT all(form IN split(coalesce(deal.consideration_form, 'unspecified'), ';')
                WHERE form STARTS WITH 'shares' OR form STARTS WITH 'stock' OR form STARTS WITH 'warrants')
  WITH CASE $by WHEN 'group' THEN giving.group_id ELSE giving.id END AS payer,
       CASE $by WHEN 'group' THEN given.group_id ELSE given.id END AS payee, deal,
       CASE WHEN $amounts IS NULL THEN {low: deal.amount_low, high: deal.amount_high, currency: deal.currency}
       ELSE $amounts[deal.deal_id] END AS amount,
       coalesce(
         // deal counts >>>
         ($as_of IS NULL OR (deal.begins <= $as_of AND deal.ends >= $as_of))
         AND ($status = 'all' OR 3 <= CASE
           WHEN $as_of IS NULL OR deal.status_dates IS NULL THEN deal.firmness
           ELSE deal.status_firmness[size([entry IN deal.status_dates WHERE entry <= $as_of]) - 1]
         END)
         AND ($datasets IS NULL OR deal.dataset IN $datasets)
         AND ($contingent OR NOT deal.contingent)
         AND ($min_quality = 'C' OR deal.quality <= $min_quality)
         AND ($without = [] OR NOT (deal.deal_id IN $without OR any(party IN [startNode(deal), endNode(deal)]
           WHERE party.id IN $without OR ($by = 'group' AND party.group_id IN $without))))
         // <<<
       , false) AS passes,
       // last day >>>
       // The last day that the announcement of `deal` can mean: of a span of months, a year, half, quarter, month or day.
       CASE WHEN deal.announced_date CONTAINS '/' THEN date(split(deal.announced_date, '/')[1]) ELSE deal.begins END
         + duration(CASE
           WHEN deal.announced_date CONTAINS '/' THEN 'P1M'
           WHEN size(deal.announced_date) = 4 THEN 'P1Y'
           WHEN deal.announced_date CONTAINS 'H' THEN 'P6M'
           WHEN deal.announced_date CONTAINS 'Q' THEN 'P3M'
           WHEN size(deal.announced_date) = 7 THEN 'P1M'
           WHEN deal.announced_date IS NOT NULL THEN 'P1D'
         END) - duration('P1D')
       // <<<
       AS latest
  WHERE payer <> payee
  WITH payer, payee, type(deal) AS relationship, [deal.dataset, deal.deal_group] AS agreement,
       deal.deal_id AS id, passes, amount.low AS low, amount.high AS high, CASE WHEN amount.low IS NOT NULL THEN amount.currency END AS currency,
       CASE WHEN passes AND latest IS NOT NULL THEN deal.begins END AS earliest, CASE WHEN passes THEN latest END AS latest,
       CASE WHEN deal.rollup = 'headline' THEN CASE WHEN passes THEN 'headline' END
            WHEN passes THEN 'part' ELSE 'failing' END AS role
  ORDER BY id
  WITH payer, payee, relationship, agreement,
       collect(CASE WHEN passes THEN id END) AS deals, min(earliest) AS earliest, max(latest) AS latest,
       count(latest) AS dated,
       collect(DISTINCT CASE WHEN role IN ['part', 'headline'] THEN currency END) AS passing_currencies,
       collect(DISTINCT CASE role WHEN 'failing' THEN currency END) AS failing_currencies,
       count(CASE WHEN role IN ['part', 'headline'] THEN low END) AS priced,
       count(CASE role WHEN 'part' THEN 1 END) AS parts, count(CASE role WHEN 'headline' THEN 1 END) AS headlines,
       sum(CASE role WHEN 'part' THEN low END) AS part_low,
       CASE count(CASE WHEN role = 'part' AND high IS NULL THEN 1 END)
         WHEN 0 THEN sum(CASE role WHEN 'part' THEN high END) END AS part_high,
       sum(CASE role WHEN 'failing' THEN low END) AS failing_low,
       CASE count(CASE WHEN role = 'failing' AND high IS NULL THEN 1 END)
         WHEN 0 THEN sum(CASE role WHEN 'failing' THEN high END) END AS failing_high,
       max(CASE role WHEN 'headline' THEN low END) AS headline_low,
       CASE count(CASE WHEN role = 'headline' AND high IS NULL THEN 1 END)
         WHEN 0 THEN max(CASE role WHEN 'headline' THEN high END) END AS headline_high
  WHERE deals <> []
  // A sum with an open part is open. Parts bound a headline once they can reach it.
  WITH *, passing_currencies + CASE WHEN headline_low IS NULL THEN [] ELSE failing_currencies END AS currencies,
       CASE WHEN headline_low - failing_high > part_low THEN headline_low - failing_high ELSE part_low END AS least,
       CASE WHEN parts > 0 AND (headlines = 0 OR headline_low <= coalesce(part_high + failing_high, headline_low))
         THEN part_high END AS by_parts,
       headline_high - failing_low AS by_headline
  WITH *, CASE WHEN by_parts <= coalesce(by_headline, by_parts) THEN by_parts ELSE by_headline END AS most,
       // An agreement in several currencies has no amount that could be counted.
       priced > 0 AND all(c IN currencies WHERE c = currencies[0]) AS known
  WITH payer, payee, relationship, deals,
       CASE WHEN known THEN least END AS low,
       CASE WHEN known THEN CASE WHEN most < least THEN least ELSE most END END AS high,
       CASE WHEN known THEN currencies[0] END AS currency,
       CASE dated WHEN size(deals) THEN earliest END AS first, CASE dated WHEN size(deals) THEN latest END AS last
  // <<<
  RETURN 'promise' AS kind, payer + ' ' + payee + ' ' + deals[0] AS key,
         {payer: payer, payee: payee, relationship: relationship, low: low, high: high, currency: currency, deals: deals} AS facts, deals
  UNION ALL
  MATCH (loaded:Dataset)
  WHERE $datasets IS NULL OR loaded.id IN $datasets
  RETURN 'dataset' AS kind, loaded.id AS key, {id: loaded.id, descriptor: loaded.descriptor} AS facts, [] AS deals
}
RETURN kind, key, facts, deals
ORDER BY kind, key
