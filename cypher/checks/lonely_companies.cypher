// Lonely companies: companies without any deal
//
// /// circflow
// id       = "lonely-companies"
// version  = "1.0.0"
// question = "Which companies have no deal, and head no group that has one?"
// reading  = "The company is listed and no arrow touches it. Its deals may be missing, or stand under another id."
// identity = ["company"]
// tags     = ["companies"]
// common   = ["datasets", "limit"]
//
// [params.datasets]
// doc = "Only companies that these data sets list, and only the deals of these. Without it, all that are loaded."
//
// [returns.company]
// type = "string"
// of = "company"
// doc = "The company."
//
// [returns.kind]
// type = "string"
// doc = "What it is."
//
// [returns.group]
// type = "string"
// of = "company"
// doc = "The company that heads its group; null when it stands alone."
//
// [returns.datasets]
// type = "list<string>"
// of = "dataset"
// doc = "The data sets that list it."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies of the row."
// ///
CYPHER 25
MATCH (listing:Dataset)-[:LISTS]->(company:Company)
WHERE $datasets IS NULL OR listing.id IN $datasets
WITH company, listing ORDER BY listing.id
WITH company, collect(listing.id) AS listed
WHERE NOT EXISTS {
  MATCH (company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]-()
  WHERE $datasets IS NULL OR deal.dataset IN $datasets
}
  AND NOT EXISTS {
    MATCH (member:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]-()
    WHERE ($datasets IS NULL OR deal.dataset IN $datasets) AND member.group_id = company.id
  }
RETURN company.id AS company, company.kind AS kind,
       CASE WHEN company.group_id <> company.id THEN company.group_id END AS group, listed AS datasets,
       [company.id] AS companies
ORDER BY company
LIMIT $limit
