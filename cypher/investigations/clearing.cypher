// Clearing: who pays what, when a company pays only a share of its promises
//
// /// circflow
// id       = "clearing"
// version  = "1.0.0"
// maturity = "stable"
// compute  = "clearing"
// question = "If companies pay only a share of their promises, who pays what, with the outside money that is given?"
// reading  = "As if all promises fell due at once: whoever has less than it promised pays out all that it has, in proportion. With --outside FILE (company, low, high, currency, date, source) that is outside money and what comes in. Where the least and the most differ though the outside money does not, the circle pays itself: with money that nobody brought. Without the file only the first round is told: what partners lack at once."
// caveats  = ["How likely it is that somebody pays less, exits that contracts have, and goods that are then not delivered are not looked at.", "Payments rise with outside money, and need not rise with promises: low and high_priced are two scenarios, no bounds.", "Holdings, acquisitions, guarantees, backstops, payment in shares or warrants alone, and figures per year or of another basis bring no amount and are as if absent.", "Currencies are counted apart unless rates are given."]
// identity = ["company", "currency", "scenario"]
// tags     = ["money", "amounts"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "amounts_from", "rates", "in", "limit"]
//
// [params.contingent]
// doc = "Changes nothing here: backstops and guarantees are no money that anybody has promised to pay."
//
// [params.pays]
// type = "shares"
// doc = "A company that pays only this share of each promise, such as openai=0.5."
//
// [params.outside]
// type = "outside"
// doc = "File of the money that companies have beside these deals: csv with company, low, high, currency, date, source."
//
// [params.recovery]
// type = "number"
// default = 1
// range = [0, 1]
// doc = "Share of what a company has that reaches others when it cannot pay all."
//
// [returns.company]
// type = "string"
// of = "company"
// doc = "Who pays or is paid."
//
// [returns.promised]
// type = "integer"
// doc = "All that it promises in this scenario, in currency units; null in the first round."
//
// [returns.pays_least]
// type = "integer"
// doc = "What it pays at least, with the least outside money; null in the first round."
//
// [returns.pays_most]
// type = "integer"
// doc = "What it pays at most, with the most outside money; null in the first round."
//
// [returns.lacks_low]
// type = "integer"
// doc = "Least that it does not get of what it is promised."
//
// [returns.lacks_high]
// type = "integer"
// doc = "Most; null when open."
//
// [returns.scenario]
// type = "string"
// doc = "low, high_priced, or first round."
//
// [returns.currency]
// type = "string"
// doc = "Currency of the amounts."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "The company and its partners."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "The deals in which it pays or is paid; in the first round those of which it gets less."
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
RETURN payer, payee, relationship, low, high, currency, deals
ORDER BY payer, payee, relationship, deals
