// Outside share: how much of a supplier's revenue comes from outside the companies that it financed
//
// /// circflow
// id       = "outside-share"
// version  = "1.0.0"
// maturity = "experimental"
// compute  = "outside-share"
// question = "How much of a supplier's revenue or backlog comes from outside the companies that it financed, its ring, its related parties?"
// reading  = "Three rows a figure, each circle holding the one before it: companies that the supplier financed by then, those in its ring, and those with a stake of at least 20 % between them. A published share of a customer stands for its deals, in a row of its own. Whether customers outside were financed by somebody else, prices are fair, or sales are paid is not looked at."
// caveats  = ["The total of a contract enters a period in a straight line over its term, and is marked as assumed; without a term anything from nothing to all of it can fall into the period.", "Of several statements of one figure those that are no forecast come first, then the best source, then the newest. Where periods overlap the longer one is used, and the other is named.", "Of a backlog nobody says what part of a contract is still in it: from nothing to all.", "At group level figures are those of the company that heads its group.", "A sale in another currency than the figure counts as unpriced unless rates are given; they convert a figure at the last day of its period.", "A stake or investment counts for a period in which it is in force, a stake as the latest deal of the pair states it; at group level that is one deal of a member, not the sum over the group. A ring is one of deals of any time.", "Published shares of several members of one group add up."]
// identity = ["supplier", "circle", "metric", "period", "basis"]
// tags     = ["money", "amounts", "concentration"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "amounts_from", "rates", "in", "limit"]
//
// [params.supplier]
// type = "string"
// of = "company"
// example = "coreweave"
// doc = "Only this supplier; at group level, its group."
//
// [params.joint_ventures]
// default = true
// doc = "Whether a stake in a joint venture makes a company one that was financed, or related."
//
// [returns.supplier]
// type = "string"
// of = "company"
// doc = "Whose figure."
//
// [returns.circle]
// type = "string"
// doc = "financed, ring or related; each holds the one before it."
//
// [returns.metric]
// type = "string"
// doc = "revenue or backlog."
//
// [returns.period]
// type = "string"
// doc = "First and last day, or the day of a backlog."
//
// [returns.inside_low]
// type = "integer"
// doc = "Least that the circle buys, in currency units."
//
// [returns.inside_high]
// type = "integer"
// doc = "Most, no more than the figure; null when both are open."
//
// [returns.outside_low]
// type = "number"
// doc = "Least percent of the figure from elsewhere."
//
// [returns.outside_high]
// type = "number"
// doc = "Most percent."
//
// [returns.currency]
// type = "string"
// doc = "Currency of the amounts."
//
// [returns.basis]
// type = "string"
// doc = "deals, or published share."
//
// [returns.assumed]
// type = "boolean"
// doc = "Whether contracts were spread over their terms in a straight line."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "The supplier, and the customers inside."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "Its sales to them, and what puts them inside: the deals by which it financed them, those of a shortest way of money to those in its ring, the stakes of related parties."
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
  MATCH (giving:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(given:Company)
  WHERE ($joint_ventures OR type(deal) <> 'JOINT_VENTURE') AND
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
  RETURN 'deal' AS kind, deal.deal_id AS key,
         {id: deal.deal_id, buyer: giving.id, payer: CASE $by WHEN 'group' THEN giving.group_id ELSE giving.id END,
          payee: CASE $by WHEN 'group' THEN given.group_id ELSE given.id END, relationship: type(deal),
          begins: deal.begins, ends: deal.ends, effective: deal.effective_date, years: deal.term_years,
          stake: deal.stake_pct} AS facts, [deal.deal_id] AS deals
  UNION ALL
  MATCH (figure:Metric)-[:OF]->(company:Company)
  WHERE ($datasets IS NULL OR figure.dataset IN $datasets) AND ($by = 'company' OR company.group_id = company.id)
    AND figure.metric IN ['revenue', 'backlog', 'customer_share', 'backlog_share', 'related_revenue']
  OPTIONAL MATCH (figure)-[:SAID_IN]->(source:Source)
  OPTIONAL MATCH (customer:Company {id: figure.counterparty})
  USING INDEX SEEK customer:Company(id)
  RETURN 'figure' AS kind, figure.metric_id AS key,
         {company: company.id, metric: figure.metric, begins: figure.period_start, ends: figure.period_end,
          counterparty: customer.id, place: CASE $by WHEN 'group' THEN customer.group_id ELSE customer.id END,
          low: figure.low, high: figure.high, currency: figure.currency, basis: figure.basis, quality: source.quality,
          published: source.published} AS facts, [] AS deals
}
RETURN kind, key, facts, deals
ORDER BY kind, key
