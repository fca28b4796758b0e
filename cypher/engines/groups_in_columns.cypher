// The companies that are not the head of their own group, in columns: their numbers, their groups, and those of the heads.
CYPHER 25
MATCH (company:Company)
WHERE company.group_id <> company.id
OPTIONAL MATCH (head:Company {id: company.group_id})
USING INDEX SEEK head:Company(id)
RETURN collect(company.number) AS companies, collect(company.group_id) AS groups,
       collect(coalesce(head.number, -1)) AS heads
