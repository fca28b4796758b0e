// Captive sales: how much of what is bought and sold stays among owners and owned
//
// /// circflow
// id       = "captive-sales"
// version  = "1.0.0"
// maturity = "stable"
// question = "What share of known purchase commitments goes to one's own investors; what share of known customers owns the supplier?"
// reading  = "As a customer, a company's related purchases are those from suppliers that hold a stake in it; as a supplier, its related sales are those to customers that hold a stake in it. Each sum is one of promises with a price, each share one of these sums."
// caveats  = ["A share says nothing of what has no price: see unknown_deals before it is quoted.", "Guarantees and backstops are left out; payment in shares or warrants alone, figures per year or of another basis, and agreements in several currencies have no price here.", "A purchase without any amount beside others of the same two leaves open what they exchange at most, and with it the share."]
// argued_in = ["“The Circular Money Trap: how SoftBank and OpenAI”, November 2025: demand inside a family of companies, so that the money stays within it."]
// identity = ["company", "side", "currency"]
// tags     = ["purchases", "ownership"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "amounts_from", "rates", "in", "limit"]
//
// [params.joint_ventures]
// default = true
// doc = "Whether a stake in a joint venture counts as ownership."
//
// [returns.company]
// type = "string"
// of = "company"
// doc = "The company whose purchases or sales they are."
//
// [returns.side]
// type = "string"
// doc = "customer for what it buys, supplier for what it sells."
//
// [returns.related_low]
// type = "integer"
// doc = "Least amount between it and companies that hold a stake in it, in currency units."
//
// [returns.related_high]
// type = "integer"
// doc = "Largest such amount; null when open."
//
// [returns.known_low]
// type = "integer"
// doc = "Least amount of all its purchases, or sales, with a price."
//
// [returns.known_high]
// type = "integer"
// doc = "Largest such amount; null when open."
//
// [returns.share_low]
// type = "number"
// doc = "Least related share of what has a price, from 0 to 1: the least related amount beside the largest of the others; null when that is open."
//
// [returns.share_high]
// type = "number"
// doc = "Largest related share: the largest related amount beside the least of the others; null when that is open."
//
// [returns.currency]
// type = "string"
// doc = "Currency of all amounts of the row."
//
// [returns.unknown_deals]
// type = "list<string>"
// of = "deal"
// doc = "Purchases, or sales, without a price; the same in each currency."
//
// [returns.contingent]
// type = "boolean"
// doc = "Whether some stake that makes a purchase related rests on guarantees or backstops alone."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "The company, then those on the other side."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "Purchases in the sums, those without a price, and the stakes that make them related."
// ///
CYPHER 25
MATCH (buying:Company)-[deal:BUYS_FROM WHERE NOT deal.contingent]->(selling:Company)
WHERE
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
MATCH (buying)-[:PART_OF]->(buyers:Group)
MATCH (selling)-[:PART_OF]->(sellers:Group)
WITH CASE $by WHEN 'group' THEN buyers ELSE buying END AS customer,
     CASE $by WHEN 'group' THEN sellers ELSE selling END AS supplier, buyers, sellers, deal
WHERE customer <> supplier
WITH customer, supplier, buyers, sellers, collect(deal) AS passing
CALL (customer, supplier, buyers, sellers) {
  MATCH (buyers)<-[:PART_OF]-(one:Company)-[deal:INVESTS_IN|JOINT_VENTURE]-(other:Company)-[:PART_OF]->(sellers)
  WHERE ($by = 'group' OR (one = customer AND other = supplier))
    AND ($joint_ventures OR type(deal) <> 'JOINT_VENTURE')
    AND
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
  RETURN collect(CASE WHEN startNode(deal) = other THEN deal END) AS in_customer,
         collect(CASE WHEN startNode(deal) = one THEN deal END) AS in_supplier
}
CALL (passing) {
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
    // What is stated in two currencies has no sum.
    RETURN agreement, low, high,
           CASE WHEN known AND all(c IN currencies WHERE c = currencies[0]) THEN currencies[0] END AS currency
  }
  RETURN collect({group: agreement, low: low, high: high, currency: currency,
                  deals: [d IN passing WHERE [d.dataset, d.deal_group] = agreement | d.deal_id]}) AS agreements
}
WITH *, [d IN passing WHERE NOT [d.dataset, d.deal_group] IN [a IN agreements | a.group] | d.deal_id] AS priceless
UNWIND agreements + CASE WHEN priceless = [] THEN [] ELSE [{deals: priceless}] END AS agreement
UNWIND [{company: customer.id, side: 'customer', party: supplier.id, stakes: in_customer},
        {company: supplier.id, side: 'supplier', party: customer.id, stakes: in_supplier}] AS seen
WITH seen.company AS company, seen.side AS side, collect({
  party: seen.party, stakes: seen.stakes, deals: agreement.deals, currency: agreement.currency, low: agreement.low,
  // An agreement without a price beside others of the two leaves their largest amount open.
  high: CASE WHEN all(a IN agreements WHERE a.currency IS NOT NULL) THEN agreement.high END
}) AS sales
WITH *, [sale IN sales WHERE sale.currency IS NULL] AS unknown
UNWIND COLLECT {
  UNWIND sales AS sale WITH sale WHERE sale.currency IS NOT NULL RETURN DISTINCT sale.currency
} AS currency
WITH company, side, currency, unknown, [sale IN sales WHERE sale.currency = currency] AS known
WITH *, [sale IN known WHERE sale.stakes <> []] AS related, [sale IN known WHERE sale.stakes = []] AS others
WITH *, reduce(sum = 0, sale IN related | sum + sale.low) AS related_low,
     reduce(sum = 0, sale IN related | sum + sale.high) AS related_high,
     reduce(sum = 0, sale IN others | sum + sale.low) AS other_low,
     reduce(sum = 0, sale IN others | sum + sale.high) AS other_high
RETURN company, side, related_low, related_high, related_low + other_low AS known_low,
       related_high + other_high AS known_high,
       CASE WHEN related_low + other_high > 0 THEN toFloat(related_low) / (related_low + other_high) END AS share_low,
       CASE WHEN related_high + other_low > 0 THEN toFloat(related_high) / (related_high + other_low) END AS share_high,
       currency,
       COLLECT { UNWIND unknown AS sale UNWIND sale.deals AS id RETURN id ORDER BY id } AS unknown_deals,
       any(sale IN related WHERE all(d IN sale.stakes WHERE d.contingent)) AS contingent,
       [company] + COLLECT { UNWIND known + unknown AS sale RETURN DISTINCT sale.party AS id ORDER BY id } AS companies,
       COLLECT {
         UNWIND known + unknown AS sale
         UNWIND sale.deals + [d IN sale.stakes | d.deal_id] AS id
         RETURN DISTINCT id ORDER BY id
       } AS deals
ORDER BY company, side, currency
LIMIT $limit
