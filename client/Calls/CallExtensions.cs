namespace CaptionCluster.Client.Calls;

internal static class CallExtensions
{
    public static void AddCalls(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<CallOptions>().BindConfiguration("CaptionCluster:Calls").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RetryBudget>();
        builder.Services.AddSingleton<HedgedCall>();
    }
}
