// duckdb.cjs FILE OUT THREADS [exact]: the job of README.md in DuckDB, in the form that
// was the fastest of those tried: columns and types given, doubles, no insertion order.
// exact: whole minor units, rounded as tenbin rounds, for the check of the sums.
const {DuckDBInstance} = require('@duckdb/node-api');
const [, , file, out, threads, mode = ''] = process.argv;
if (file === '--version') {
  console.log('duckdb', require('@duckdb/node-api/package.json').version, 'node', process.version);
  process.exit(0);
}
(async () => {
  const instance = await DuckDBInstance.create(':memory:', {threads});
  const c = await instance.connect();
  await c.run('SET preserve_insertion_order=false');
  const columns = `{document:'VARCHAR',line:'INTEGER',date:'DATE',salesperson:'VARCHAR',client:'VARCHAR',product:'VARCHAR',category:'VARCHAR',region:'VARCHAR',quantity:'INTEGER',list_price:'DOUBLE',net_price:'DOUBLE',authorised_rate:'DOUBLE'}`;
  const lines = file.endsWith('.parquet') ? `read_parquet('${file}')` :
    `read_csv('${file}', header=true, auto_detect=false, delim=',', quote='"', escape='"', columns=${columns}${mode.includes('cp932') ? ", encoding='shift_jis'" : ''})`;
  const keys = `salesperson, client, year(date)*12+month(date)-1 as month, category, region`;
  let query;
  if (mode.includes('parquet')) {
    await c.run(`copy (select * from ${lines}) to '${out}' (format parquet, compression zstd)`);
    return;
  }
  if (mode.includes('exact')) {
    query = `with l as (select ${keys}, round(list_price*100)::BIGINT*quantity as l, round(net_price*100)::BIGINT*quantity as p, 1000-round(authorised_rate*10)::BIGINT as a from ${lines}),
      r as (select *, l*a//1000 as q, l*a%1000 as rest from l),
      x as (select *, q + case when rest > 500 or rest = 500 and q%2 = 1 then 1 else 0 end - p as x from r)
      select salesperson, client, month, category, region, count(*) as n, sum(l)::BIGINT as list, sum(greatest(0, l-p))::BIGINT as discount,
      sum(case when x > (l-1)//1000 then x else 0 end)::BIGINT as conceded, sum(l::HUGEINT*l) as list_squared from x group by all`;
  } else {
    const l = 'list_price*quantity', x = '(list_price*(1-authorised_rate/100)-net_price)*quantity';
    query = `select ${keys}, count(*) as n, sum(${l}) as list, sum(greatest(0, (list_price-net_price)*quantity)) as discount,
      sum(case when ${x} >= ${l}*0.001 then ${x} else 0 end) as conceded, sum(${l}*${l}) as list_squared from ${lines} group by all`;
  }
  await c.run(`copy (${query}) to '${out}' (header, delimiter ',')`);
})().catch(e => { console.error(String(e)); process.exit(1); });
