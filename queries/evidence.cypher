// title: 两者之间的证据 · The evidence for a pair
// description: Every relationship between two named things, either way, with its sentence, source file, span and page or paragraph.
// param one: name Place|Organization|Practice|Person — 其一, one of the two
// param other: name Place|Organization|Practice|Person — 其二, the other
// example: kg query evidence --one 海曙区 --other 网格化管理
MATCH (head)-[relation]->(tail)
WHERE type(relation) <> 'MENTIONS' AND type(relation) <> 'REPUBLISHES'
  AND ((($one IN [head.id, head.name] OR $one IN head.aliases)
      AND ($other IN [tail.id, tail.name] OR $other IN tail.aliases))
    OR (($other IN [head.id, head.name] OR $other IN head.aliases)
      AND ($one IN [tail.id, tail.name] OR $one IN tail.aliases)))
WITH head, tail, type(relation) AS relation_type, relation.status AS status, relation.sentence AS sentence,
     relation.evidence AS evidence, relation.locator AS locator, relation.report AS report_id
OPTIONAL MATCH (report:Report {id: report_id})
RETURN head.name AS `起点`, relation_type AS `关系`, tail.name AS `终点`, status AS `状态`, sentence AS `原句`,
       report.name AS `报告`, report.source AS `文件`, evidence AS `位置`, locator AS `页段`
ORDER BY relation_type, report_id, head.name, tail.name, head.id, tail.id
