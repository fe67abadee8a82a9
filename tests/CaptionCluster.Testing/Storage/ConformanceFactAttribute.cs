using CaptionCluster.Testing.Needs;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CaptionCluster.Testing.Storage;

/// <summary>
/// A test that stores inherit: skipped where the class that inherits it has <see cref="NeedsAttribute"/> and the system has not.
/// </summary>
[XunitTestCaseDiscoverer("CaptionCluster.Testing.Storage.ConformanceFactDiscoverer", "CaptionCluster.Testing")]
public sealed class ConformanceFactAttribute : FactAttribute;

/// <inheritdoc cref="ConformanceFactAttribute"/>
[XunitTestCaseDiscoverer("CaptionCluster.Testing.Storage.ConformanceTheoryDiscoverer", "CaptionCluster.Testing")]
public sealed class ConformanceTheoryAttribute : TheoryAttribute;

public sealed class ConformanceFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo fact) =>
        method.Skipped(options, DiagnosticMessageSink) ?? base.CreateTestCase(options, method, fact);
}

public sealed class ConformanceTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions options,
        ITestMethod method,
        IAttributeInfo theory
    ) => method.Skipped(options, DiagnosticMessageSink) is { } skipped ? [skipped] : base.Discover(options, method, theory);
}

internal static class Skipping
{
    /// <summary>Null for a test that runs.</summary>
    public static IXunitTestCase? Skipped(this ITestMethod method, ITestFrameworkDiscoveryOptions options, IMessageSink messages)
    {
        var needs = method.TestClass.Class.GetCustomAttributes(typeof(NeedsAttribute)).FirstOrDefault();
        return
            needs is not null
            && Programs.WhySkipped([.. needs.GetNamedArgument<IReadOnlyList<string>>(nameof(NeedsAttribute.Programs))]) is { } reason
            ? new XunitSkippedDataRowTestCase(
                messages,
                options.MethodDisplayOrDefault(),
                options.MethodDisplayOptionsOrDefault(),
                method,
                reason
            )
            : null;
    }
}
