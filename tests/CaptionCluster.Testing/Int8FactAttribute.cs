using CaptionCluster.Inference.Models;
using Xunit;

namespace CaptionCluster.Testing;

/// <summary>
/// A <see cref="SharedFactAttribute"/> on what int8 answers: skipped, too, where 8-bit products saturate, as nobody is given int8 there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class Int8FactAttribute : FactAttribute
{
    public Int8FactAttribute()
    {
        if (!Fixtures.HasShared)
        {
            Skip = SharedFactAttribute.Reason;
        }
        else if (!Int8Support.IsSafe)
        {
            Skip = "this processor's 8-bit products saturate: 'auto' takes float32 here, and int8 answers something else";
        }
    }
}
