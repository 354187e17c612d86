// A hub, Chromium and the clients of one story fill a small machine; two stories at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
