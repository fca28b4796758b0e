// Funded customers: a company buys from its own investor
//
// /// circflow
// id       = "funded-customers"
// version  = "1.0.0"
// maturity = "stable"
// question = "Which suppliers invest in their own customers?"
// reading  = "The supplier's capital goes to the customer, and the customer's orders come back. Both amounts are promises in all; no row shows that the same money moved."
// caveats  = ["Vendor financing and investors who are also suppliers are ordinary business in many trades.", "Warrants that a supplier issues to its customer are a stake of the customer, so they make no funded customer."]
// argued_in = [
//   "“AI industry's loop of one trillion dollars”, October 2025: a formula from A to B and back to A, for Nvidia and those who buy its chips with what it invested.",
//   "“Amazon negotiates up to 50 billion dollars for OpenAI”, February 2026 and “The Circular Money Trap: how SoftBank and OpenAI”, November 2025: Amazon with Anthropic, Microsoft with OpenAI.",
//   "Lucent and Winstar, 1998: the maker lent its customer the price of its equipment.",
// ]
// identity = ["supplier", "customer"]
// tags     = ["structure", "ownership"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "amounts_from", "rates", "in", "limit"]
//
// [returns.supplier]
// type = "string"
// of = "company"
// doc = "Company that invests and sells."
//
// [returns.customer]
// type = "string"
// of = "company"
// doc = "Company that is invested in and buys."
//
// [returns.invested_low]
// type = "integer"
// doc = "Least amount invested; null when undisclosed."
//
// [returns.invested_high]
// type = "integer"
// doc = "Largest amount invested; null when undisclosed or open."
//
// [returns.bought_low]
// type = "integer"
// doc = "Least amount of the purchases; null when undisclosed."
//
// [returns.bought_high]
// type = "integer"
// doc = "Largest amount of the purchases; null when undisclosed or open."
//
// [returns.currency]
// type = "string"
// doc = "Currency of both; mixed when there are several, and the amounts are null then."
//
// [returns.contingent]
// type = "boolean"
// doc = "Whether some leg rests on guarantees or backstops alone."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies of the row."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "All deals of the row."
// ///
CYPHER 25
MATCH REPEATABLE ELEMENTS
  (funder:Company)-[funding:INVESTS_IN|JOINT_VENTURE]->(funded:Company)-[:PART_OF]->(customers:Group)<-[:PART_OF]-(buyer:Company)
  -[purchase:BUYS_FROM]->(seller:Company)
WHERE seller.group_id = funder.group_id
  AND ($by = 'group' OR (funded = buyer AND seller = funder))
  AND ($joint_ventures OR type(funding) <> 'JOINT_VENTURE')
  AND all(deal IN [funding, purchase] WHERE
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
  )
WITH CASE $by WHEN 'group' THEN seller.group_id ELSE seller.id END AS supplier,
     CASE $by WHEN 'group' THEN customers.id ELSE buyer.id END AS customer, funding, purchase
WHERE supplier <> customer
WITH supplier, customer, [collect(DISTINCT funding), collect(DISTINCT purchase)] AS legs
CALL (legs) {
  UNWIND [0, 1] AS leg
  CALL (legs, leg) {
    UNWIND ['INVESTS_IN', 'JOINT_VENTURE', 'BUYS_FROM'] AS kind
    WITH [d IN legs[leg] WHERE type(d) = kind] AS passing
    WHERE passing <> []
    CALL (passing) {
      // agreement amounts >>>
      // One row an agreement of `passing`, deals of one type from one payer to one payee that pass the filters. All others
      // between the two are looked at too: parts and their headline bound each other. What is null is open.
      WITH startNode(passing[0]) AS payer, endNode(passing[0]) AS payee
      MATCH (house:Group {id: payer.group_id})<-[:PART_OF]-(from)-[row:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(to)
      USING INDEX SEEK house:Group(id)
      WHERE to.group_id = payee.group_id AND type(row) = type(passing[0])
        AND ($by = 'group' OR (from = payer AND to = payee))
        // What brings no amount is as if absent.
        AND NOT row.contingent AND row.rollup <> 'holding' AND row.amount_code <> 'not_this_edge'
        AND NOT coalesce(row.deal_kind, '') IN ['holding', 'acquisition']
        AND coalesce(row.amount_basis, 'total') IN ['consideration', 'contract_value', 'total']
        AND NOT all(form IN split(coalesce(row.consideration_form, 'unspecified'), ';')
                    WHERE form STARTS WITH 'shares' OR form STARTS WITH 'stock' OR form STARTS WITH 'warrants')
      WITH row, passing, CASE WHEN $amounts IS NULL THEN {low: row.amount_low, high: row.amount_high, currency: row.currency}
           ELSE $amounts[row.deal_id] END AS amount
      WITH [row.dataset, row.deal_group] AS agreement, amount.low AS low, amount.high AS high,
           CASE WHEN amount.low IS NOT NULL THEN amount.currency END AS currency,
           CASE WHEN row.rollup = 'headline' THEN CASE WHEN row IN passing THEN 'headline' END
                WHEN row IN passing THEN 'part' ELSE 'failing' END AS role
      WITH agreement, collect(DISTINCT CASE WHEN role IN ['part', 'headline'] THEN currency END) AS passing_currencies,
           collect(DISTINCT CASE role WHEN 'failing' THEN currency END) AS failing_currencies,
           count(CASE WHEN role IN ['part', 'headline'] THEN 1 END) AS passing_rows,
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
      WHERE passing_rows > 0
      // A sum with an open part is open. Parts bound a headline once they can reach it.
      WITH agreement, priced > 0 AS known,
           // What fails is set against a headline, which two currencies would make a comparison of unlike things.
           passing_currencies + CASE WHEN headline_low IS NULL THEN [] ELSE failing_currencies END AS currencies,
           CASE WHEN headline_low - failing_high > part_low THEN headline_low - failing_high ELSE part_low END AS low,
           CASE WHEN parts > 0 AND (headlines = 0 OR headline_low <= coalesce(part_high + failing_high, headline_low))
             THEN part_high END AS by_parts,
           headline_high - failing_low AS by_headline
      WITH agreement, known, currencies, low,
           CASE WHEN by_parts <= coalesce(by_headline, by_parts) THEN by_parts ELSE by_headline END AS high
      WITH agreement, known, currencies, low, CASE WHEN high < low THEN low ELSE high END AS high
      // <<<
      RETURN known, low, high, currencies
    }
    RETURN count(CASE WHEN known THEN 1 END) > 0 AS known, sum(low) AS low,
           CASE count(*) WHEN count(high) THEN sum(high) END AS high,
           reduce(all = [], some IN collect(currencies) | all + some) AS currencies
  }
  WITH leg, currencies, {low: CASE WHEN known THEN low END, high: CASE WHEN known THEN high END} AS amount
  ORDER BY leg
  RETURN collect(amount) AS amounts, reduce(all = [], some IN collect(currencies) | all + some) AS currencies
}
WITH *, size([c IN currencies WHERE c <> currencies[0]]) > 0 AS mixed
RETURN supplier, customer,
       CASE WHEN NOT mixed THEN amounts[0].low END AS invested_low,
       CASE WHEN NOT mixed THEN amounts[0].high END AS invested_high,
       CASE WHEN NOT mixed THEN amounts[1].low END AS bought_low,
       CASE WHEN NOT mixed THEN amounts[1].high END AS bought_high,
       CASE WHEN mixed THEN 'mixed' ELSE currencies[0] END AS currency,
       any(leg IN legs WHERE all(d IN leg WHERE d.contingent)) AS contingent,
       [supplier, customer] AS companies,
       COLLECT { UNWIND legs[0] + legs[1] AS d RETURN d.deal_id AS id ORDER BY id } AS deals
ORDER BY supplier, customer
LIMIT $limit
