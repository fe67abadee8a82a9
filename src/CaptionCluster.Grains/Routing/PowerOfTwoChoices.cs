namespace CaptionCluster.Grains;

/// <summary>
/// Of two candidates picked at random the less busy one: nearly as even as asking everyone, without everyone running to the one that was
/// idle a moment ago (Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, 2001).
/// </summary>
internal static class PowerOfTwoChoices
{
    /// <summary>Null when no silo has the model. The local silo wins a tie.</summary>
    public static InferenceSilo? Choose(ReadOnlySpan<InferenceSilo> silos, ModelId model, Random random)
    {
        InferenceSilo? first = null, second = null;
        var candidates = 0;
        foreach (var silo in silos)
        {
            if (!silo.Has(model)) continue;
            candidates++;
            if (first is null)
            {
                first = silo;
            }
            else if (second is null)
            {
                second = silo;
            }
            // A reservoir of two: each pair of candidates is equally likely.
            else if (random.Next(candidates) is < 2 and var place)
            {
                if (place == 0) first = silo;
                else second = silo;
            }
        }

        return second is null ? first : LessBusy(first!, second);
    }

    private static InferenceSilo LessBusy(InferenceSilo one, InferenceSilo other)
    {
        var (left, right) = (one.QueuedSeconds, other.QueuedSeconds);
        if (left < right) return one;
        if (right < left) return other;
        return other.IsLocal ? other : one;
    }
}
