// Money back: how much of what a company pays out can come back to it
//
// /// circflow
// id       = "money-back"
// version  = "1.0.0"
// maturity = "stable"
// compute  = "money-back"
// question = "How much of what a company pays out can come back to it?"
// reading  = "One row a company and currency: the largest flow from a company back to itself, each promise used up to its amount. The rows of several companies use the same promises and do not add up. No row shows that any unit of money made the trip, with what intent, or what was received for it."
// caveats  = ["A low counts what is unknown as nothing, a high leaves it open.", "With --in-order money waits at a company until a later deal; a deal counts as paid on a day on which it was announced.", "Holdings, acquisitions, guarantees, backstops, payment in shares or warrants alone, and figures per year or of another basis bring no amount and are as if absent.", "Currencies are counted apart unless rates are given."]
// identity = ["company", "currency"]
// tags     = ["money", "rings", "amounts"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "amounts_from", "rates", "in", "limit"]
//
// [params.contingent]
// doc = "Changes nothing here: backstops and guarantees are no money that anybody has promised to pay."
//
// [params.company]
// type = "string"
// of = "company"
// example = "nvidia"
// doc = "Only this company; at group level, its group."
//
// [params.in_order]
// type = "boolean"
// default = false
// doc = "Whether money can only be paid on after the day on which it came."
//
// [returns.company]
// type = "string"
// of = "company"
// doc = "Who pays, and is paid in the end."
//
// [returns.sent_low]
// type = "integer"
// doc = "Least that it promises to pay, in currency units."
//
// [returns.sent_high]
// type = "integer"
// doc = "Most; null when open."
//
// [returns.back_low]
// type = "integer"
// doc = "Least that can come back of it."
//
// [returns.back_high]
// type = "integer"
// doc = "Most; null when open."
//
// [returns.currency]
// type = "string"
// doc = "Currency of the amounts; null when only unpriced deals lead back."
//
// [returns.limiting]
// type = "list<list<string>>"
// of = "company"
// doc = "Payer and payee of the hops that let no more through; there can be other such sets."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "The company, and those of the limiting hops."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The deals of the limiting hops; the deals by which it pays where nothing limits."
// ///
CYPHER 25
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
RETURN payer, payee, relationship, low, high, currency, deals, first, last
ORDER BY payer, payee, relationship, deals
