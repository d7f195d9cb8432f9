// Command tenbin is the monthly batch job: CRM exports in, ranked reports out.
package main

func main() {}
