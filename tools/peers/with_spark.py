"""Spark, the same SQL."""

import sys
from pathlib import Path

from pyspark.sql import SparkSession

session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
spark = session.config("spark.driver.memory", "4g").config("spark.sql.shuffle.partitions", "16").getOrCreate()
spark.read.parquet(f"{sys.argv[1]}/*.parquet").createOrReplaceTempView("detail")
print(*spark.sql(Path(__file__).with_name("obvious.sql").read_text(encoding="utf-8")).collect()[0])
