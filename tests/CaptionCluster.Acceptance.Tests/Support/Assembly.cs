// These tests measure times and fill the machine: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
